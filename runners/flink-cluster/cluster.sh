# What the commands of this folder share. Sourced by them, with bash.
#
# The cluster is a ZooKeeper, a JobManager and its TaskManagers as processes of this machine, reachable
# from this machine alone. It is made of the Flink that the build has brought along, which has a
# ZooKeeper in it, and of nothing else: what a job needs beyond Flink is in the job jar, as on any
# cluster. RocksDB is part of any Flink but this one, which has it if it was fetched into the folder jars.
# shellcheck shell=bash

project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
home=$project/target/mainstem
# Where the cluster keeps its configuration, logs, checkpoints and process ids.
cluster=${MAINSTEM_CLUSTER:-$project/target/flink-cluster}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

patience_seconds=120

fail() {
  echo "flink-cluster: $1" >&2
  exit 1
}

say() {
  echo "flink-cluster: $1" >&2
}

setting() {
  sed -n "s/^$1: *//p" "$cluster/conf/flink-conf.yaml"
}

# A port of the loopback that nothing listens on, out of the range from which the system itself
# takes ports for connections.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# What the JobManager's REST API answers to a path; nothing while it does not answer.
rest() {
  exec 3<>"/dev/tcp/127.0.0.1/$(setting rest.port)" || return 0
  printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$1" >&3
  cat <&3
  exec 3>&-
} 2>/dev/null

# The value of a number in the cluster's overview.
overview() {
  rest /overview | sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p"
}

# Whether a recorded process is still there. Where the system tells, it must be one of this cluster:
# ids are used again.
runs() {
  local pid
  pid=$(cat "$1")
  kill -0 "$pid" && { [ ! -r "/proc/$pid/cmdline" ] || grep -qaF "$cluster/conf" "/proc/$pid/cmdline"; }
} 2>/dev/null

# start_process NAME MAIN_CLASS HEAP DIRECT [WORD...]
start_process() {
  local name=$1 main=$2 heap=$3 direct=$4
  shift 4
  : >>"$cluster/log/$name.log" # the next number is one more than there are logs
  nohup "$java" "-Xmx$heap" "-XX:MaxDirectMemorySize=$direct" -XX:+UseSerialGC \
    "@$project/bin/jvm.args" "-Dlog.file=$cluster/log/$name.log" -Dorg.slf4j.simpleLogger.showDateTime=true \
    -Dorg.slf4j.simpleLogger.dateTimeFormat="yyyy-MM-dd'T'HH:mm:ss.SSSZ" \
    -cp "$(class_path)" "$main" "$@" >>"$cluster/log/$name.log" 2>&1 </dev/null &
  echo $! >"$cluster/pid/$name"
  # a shell until it has become the process: whoever looked before that would find none of this cluster
  until runs "$cluster/pid/$name" || ! kill -0 $! 2>/dev/null; do
    sleep 0.05
  done
}

start_zookeeper() {
  start_process zookeeper \
    org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain \
    64m 32m "$cluster/conf/zoo.cfg"
}

start_jobmanager() {
  start_process jobmanager org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint \
    512m 256m --configDir "$cluster/conf" --executionMode cluster
}

# Flink, what its own jars need, and what is Flink's own among the optional jars.
class_path() {
  local jar path=
  for jar in "$project"/jars/flink-*.jar "$home"/lib/flink-*.jar "$home"/lib/{chill-java,kryo,minlog,objenesis}-*.jar \
    "$home"/lib/commons-{cli,collections,compress,io,lang3,math3,text}-*.jar \
    "$home"/lib/{javassist,jsr305,lz4-java,snappy-java}-*.jar "$home"/lib/slf4j-*.jar "$project"/jars/frocksdbjni-*.jar; do
    [ ! -e "$jar" ] || path=$path${path:+:}$jar
  done
  echo "$path"
}

# One more TaskManager, under a number that no other had before it.
start_taskmanager() {
  local logs=("$cluster"/log/taskmanager-*.log) name
  [ -e "${logs[0]}" ] || logs=()
  name=taskmanager-$((${#logs[@]} + 1))
  start_process "$name" org.apache.flink.runtime.taskexecutor.TaskManagerRunner \
    512m 256m --configDir "$cluster/conf" -D "taskmanager.resource-id=$name"
}

# The names of the TaskManagers, in one line.
taskmanagers() {
  local name names=
  for name in "$cluster"/pid/taskmanager-*; do
    [ ! -e "$name" ] || ! runs "$name" || names="$names $(basename "$name")"
  done
  echo "${names# }"
}

# Forgets TaskManagers that have ended by themselves, or were killed.
forget_ended() {
  local name
  for name in "$cluster"/pid/*; do
    runs "$name" || rm "$name"
  done
}

# Waits until the JobManager answers.
await_jobmanager() {
  local deadline=$((SECONDS + patience_seconds))
  until [[ $(rest /taskmanagers) == *'"taskmanagers":'* ]]; do
    await_more jobmanager
  done
}

# Waits until every TaskManager has registered.
await_taskmanagers() {
  local deadline=$((SECONDS + patience_seconds)) name
  for name in "$cluster"/pid/taskmanager-*; do
    name=$(basename "$name")
    until [[ $(rest /taskmanagers) == *"\"id\":\"$name\""* ]]; do
      await_more "$name"
    done
  done
}

# await_more NAME: waits a moment more for what NAME is to do, unless there is no hope of it.
await_more() {
  local needed
  for needed in zookeeper jobmanager "$1"; do
    runs "$cluster/pid/$needed" || give_up "$needed ended"
  done
  [ "$SECONDS" -lt "$deadline" ] || give_up "$1 is not up after $patience_seconds s"
  sleep 0.2
}

give_up() {
  local name
  for name in "$cluster"/log/*.log; do
    tail -n 10 "$name" | cut -c-400 >&2
  done
  stop_all
  fail "$1; the logs are in $cluster/log"
}

# Ends the named processes: politely, then by force.
end_processes() {
  local name deadline=$((SECONDS + 20))
  for name; do
    ! runs "$cluster/pid/$name" || kill "$(cat "$cluster/pid/$name")"
  done
  for name; do
    while runs "$cluster/pid/$name"; do
      [ "$SECONDS" -lt "$deadline" ] || kill -9 "$(cat "$cluster/pid/$name")"
      sleep 0.1
    done
    rm -f "$cluster/pid/$name"
  done
}

# Ends every recorded process; the ZooKeeper last, which the others take leave of.
stop_all() {
  local name others=()
  for name in "$cluster"/pid/*; do
    name=$(basename "$name")
    [ "$name" = zookeeper ] || others+=("$name")
  done
  end_processes "${others[@]}"
  end_processes zookeeper
}

# The cluster's address, for --flinkMaster.
address() {
  echo "127.0.0.1:$(setting rest.port)"
}

# Whether it was started, and not stopped since.
is_started() {
  [ -e "$cluster/pid/jobmanager" ]
}

is_up() {
  is_started && runs "$cluster/pid/zookeeper" && runs "$cluster/pid/jobmanager"
}
