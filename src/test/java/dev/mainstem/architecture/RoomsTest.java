package dev.mainstem.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;

/** Which room may see which, and what is kept in one room alone. */
@AnalyzeClasses(packages = "dev.mainstem", importOptions = DoNotIncludeTests.class)
class RoomsTest {

  /** For each room, the rooms that it may import. The stages do not know each other. */
  private static final Map<String, List<String>> MAY_SEE =
      Map.ofEntries(
          Map.entry("spec", List.of()),
          Map.entry("picture", List.of()),
          Map.entry("record", List.of("spec")),
          Map.entry("expression", List.of("record", "spec")),
          Map.entry("broker", List.of("spec")),
          Map.entry("parquet", List.of("record", "spec")),
          Map.entry("avro", List.of("record")),
          Map.entry("protobuf", List.of("record", "spec")),
          Map.entry("registry", List.of("spec")),
          Map.entry("history", List.of("avro", "parquet", "record", "spec")),
          Map.entry("live", List.of("avro", "broker", "protobuf", "record", "registry", "spec")),
          Map.entry("convert", List.of("history", "record", "spec")),
          Map.entry("infer", List.of("convert", "history", "record", "spec")),
          Map.entry("replay", List.of("history", "live", "record", "spec")),
          Map.entry("publish", List.of("broker", "convert", "history", "live", "record", "spec")),
          Map.entry("cutover", List.of("record", "spec")),
          Map.entry("windowing", List.of("record", "spec")),
          Map.entry("aggregate", List.of("expression", "windowing", "record", "spec")),
          Map.entry("transforms", List.of("aggregate", "expression", "record", "spec")),
          Map.entry("sinks", List.of("parquet", "record", "spec")),
          Map.entry("rehearsal", List.of("history", "pipeline", "record", "spec", "transforms")),
          Map.entry(
              "verify",
              List.of("history", "pipeline", "record", "rehearsal", "spec", "transforms")),
          Map.entry("tests", List.of("pipeline", "record", "rehearsal", "spec", "transforms")),
          Map.entry(
              "console",
              List.of(
                  "history",
                  "launch",
                  "live",
                  "picture",
                  "pipeline",
                  "record",
                  "sinks",
                  "spec",
                  "transforms")),
          Map.entry(
              "pipeline",
              List.of(
                  "history",
                  "live",
                  "cutover",
                  "windowing",
                  "transforms",
                  "sinks",
                  "record",
                  "spec")));

  @ArchTest
  static void aRoomSeesOnlyTheRoomsBelowIt(JavaClasses classes) {
    MAY_SEE.forEach(
        (room, others) ->
            noClasses()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .dependOnClassesThat(
                    resideInAPackage("dev.mainstem..")
                        .and(not(resideInAPackage(packageOf(room))))
                        .and(
                            not(
                                resideInAnyPackage(
                                    others.stream()
                                        .map(RoomsTest::packageOf)
                                        .toArray(String[]::new)))))
                .check(classes));
  }

  @ArchTest
  static final ArchRule NO_TWO_ROOMS_SEE_EACH_OTHER =
      slices().matching("dev.mainstem.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule A_DEFINITION_CAN_BE_READ_WITHOUT_BEAM =
      noClasses()
          .that()
          .resideInAPackage(packageOf("spec"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache..", "org.joda..");

  @ArchTest
  static final ArchRule KAFKA_IO_IS_KNOWN_TO_LIVE_ALONE =
      noClasses()
          .that()
          .resideOutsideOfPackages(packageOf("live"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.beam.sdk.io.kafka..");

  @ArchTest
  static final ArchRule WHAT_MAY_NOT_BE_THERE_IS_KNOWN_TO_ITS_ROOM_ALONE =
      noClasses()
          .that()
          .resideOutsideOfPackage(packageOf("parquet"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..");

  @ArchTest
  static final ArchRule PROTOBUF_IS_KNOWN_TO_ITS_ROOM_ALONE =
      noClasses()
          .that()
          .resideOutsideOfPackage(packageOf("protobuf"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.protobuf..");

  @ArchTest
  static final ArchRule S3_IS_KNOWN_TO_NOBODY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..", "org.apache.beam.sdk.io.aws2..");

  @ArchTest
  static final ArchRule BEAM_SQL_IS_KNOWN_TO_ONE_CLASS_ALONE =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.SqlQuery(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.beam.sdk.extensions.sql..");

  @ArchTest
  static final ArchRule RUNNERS_ARE_KNOWN_TO_LAUNCH_ALONE =
      noClasses()
          .that()
          .resideOutsideOfPackage(packageOf("launch"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.beam.runners..", "org.apache.flink..");

  @ArchTest
  static final ArchRule OPTIONS_ARE_MADE_IN_LAUNCH_ALONE =
      noClasses()
          .that()
          .resideOutsideOfPackage(packageOf("launch"))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(PipelineOptionsFactory.class);

  @ArchTest
  static final ArchRule THE_BROKER_ITSELF_IS_KNOWN_TO_ITS_PROCESS_ALONE =
      noClasses()
          .that()
          .doNotHaveSimpleName("BrokerProcess")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..");

  @ArchTest
  static final ArchRule MAIN_ALONE_ENDS_THE_PROCESS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.mainstem.Main")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_AND_THE_CONSOLE_SINK_PRINT =
      noClasses()
          .that()
          .resideOutsideOfPackage(packageOf("cli"))
          .and()
          .haveNameNotMatching(".*\\.(WriteToConsole|BrokerProcess)(\\$.*)?")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule A_DO_FN_IS_ITS_ROOM_S_OWN =
      classes().that().areAssignableTo(DoFn.class).should().notBePublic();

  @ArchTest
  static final ArchRule NO_CLASS_IS_A_DRAWER_FOR_EVERYTHING =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");

  @ArchTest
  static final ArchRule WHAT_IS_CONSTANT_IS_FINAL =
      fields().that().areStatic().and().arePublic().should().beFinal();

  private static String packageOf(String room) {
    return "dev.mainstem." + room + "..";
  }
}
