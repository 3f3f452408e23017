import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes the data of the quickstart, and what must come out of it.
 *
 * <pre>java pipelines/quickstart/generator/GenerateQuickstart.java [FOLDER]</pre>
 *
 * <p>Writes {@code history/}, {@code live/} and {@code expected/}, the same bytes each time. The
 * rides are made up. What must come out is found by plain loops over what was written, with exact
 * sums, and shares nothing with the product.
 */
final class GenerateQuickstart {

  static final Instant CUTOVER = Instant.parse("2026-01-05T00:00:00Z");
  static final Duration START_SLACK = Duration.ofHours(1);

  private static final Instant FIRST_RIDE = Instant.parse("2025-10-01T00:00:00Z");
  private static final Instant HISTORY_END = Instant.parse("2026-01-05T06:00:00Z");
  private static final Instant TOPIC_BEGIN = Instant.parse("2026-01-03T00:00:00Z");
  private static final Instant LAST_RIDE = Instant.parse("2026-01-15T00:00:00Z");
  private static final Instant BIKES_ARE_TOLD_APART = Instant.parse("2025-11-01T00:00:00Z");

  /** Delay and repetition together stay below the ten minutes of the definition. */
  private static final int MAX_DELAY_SECONDS = 480;

  private static final int MAX_REPETITION_SECONDS = 90;

  private static final List<String> STATIONS =
      List.of(
          "Harbour",
          "Central Station",
          "Market",
          "University",
          "Opera",
          "Old Mill, North",
          "Old Mill, South",
          "Riverside Park",
          "Stadium",
          "Pier \"Lantern\"",
          "Lighthouse");

  /** Of a hundred rides, how many end at each station; so few at the last that some days have 1. */
  private static final int[] PERCENT = {20, 18, 14, 13, 9, 7, 6, 5, 4, 3, 1};

  private final Random random = new Random(20260105);
  private final Map<String, List<Line>> history = new LinkedHashMap<>();
  private List<Line> live = List.of();

  /** A ride; the bike is null where nobody noted its kind. */
  record Trip(
      long id, String station, String bike, Instant started, Instant ended, int hundredthsOfKm) {

    String distance() {
      return BigDecimal.valueOf(hundredthsOfKm, 2).toString();
    }
  }

  /** A line of a file, and the ride in it; null where it is none. */
  record Line(String text, Trip trip) {}

  /** A message and the second at which it reaches the topic. */
  private record Message(Line line, long arrival) {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length > 0 ? args[0] : "pipelines/quickstart");
    GenerateQuickstart quickstart = new GenerateQuickstart();
    quickstart.generate();
    for (Map.Entry<String, List<Line>> file : quickstart.history.entrySet()) {
      write(folder.resolve(file.getKey()), texts(file.getValue()));
    }
    write(folder.resolve("live/bike-trips.jsonl"), texts(quickstart.live));
    Expected expected = new Expected(quickstart.history, quickstart.live);
    write(folder.resolve("expected/by_station.jsonl"), expected.byStation());
    write(folder.resolve("expected/long_rides.jsonl"), expected.longRides());
    write(folder.resolve("expected/pace.jsonl"), expected.pace());
    write(folder.resolve("expected/rejected.jsonl"), expected.rejected());
  }

  private static List<String> texts(List<Line> lines) {
    return lines.stream().map(Line::text).toList();
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines.stream().map(l -> l + "\n").collect(Collectors.joining()));
  }

  private void generate() {
    List<Trip> trips = trips();
    // exports changed over time: other columns, another order, another way to write times
    export(trips, "2025-10", "trip_id,station,started_at,ended_at,distance_km");
    export(trips, "2025-11", "trip_id,bike,station,started_at,ended_at,distance_km");
    export(trips, "2025-12", "ended_at,started_at,station,distance_km,bike,dock,trip_id");
    export(trips, "2026-01", "ended_at,started_at,station,distance_km,bike,dock,trip_id");
    live = publish(trips);
    spoilHistory();
    spoilLive();
  }

  private List<Trip> trips() {
    List<Trip> trips = new ArrayList<>();
    for (Instant day = FIRST_RIDE; day.isBefore(LAST_RIDE); day = day.plus(1, ChronoUnit.DAYS)) {
      int rides = 260 + random.nextInt(100);
      for (int i = 0; i < rides; i++) {
        trips.add(trip(day.plusSeconds(secondOfDay())));
      }
    }
    trips.sort(Comparator.comparing(Trip::ended));
    List<Trip> numbered = new ArrayList<>();
    for (Trip t : trips) {
      long id = 7_300_000_001L + 3L * numbered.size();
      numbered.add(new Trip(id, t.station, t.bike, t.started, t.ended, t.hundredthsOfKm));
    }
    return numbered;
  }

  /** Two in three rides are on the way to work or back. */
  private int secondOfDay() {
    int hours = random.nextInt(3);
    if (hours == 2) {
      return random.nextInt(86_400);
    }
    int around = (random.nextInt(7_200) + random.nextInt(7_200)) - 7_200;
    return (hours == 0 ? 8 : 17) * 3_600 + 1_800 + around;
  }

  private Trip trip(Instant ended) {
    boolean electric = random.nextInt(5) < 2;
    boolean told = !ended.isBefore(BIKES_ARE_TOLD_APART) && random.nextInt(300) > 0;
    int hundredths = 40 + random.nextInt(450) + random.nextInt(450);
    int seconds = hundredths * (electric ? 180 : 260) / 100;
    seconds += seconds * (random.nextInt(41) - 20) / 100 + random.nextInt(240);
    int luck = random.nextInt(100);
    if (luck < 3) {
      seconds *= 2 + random.nextInt(5); // with a stop at the beach
    } else if (luck == 3) {
      seconds = 8 + random.nextInt(50); // a flat tyre: docked again at once
      hundredths = random.nextInt(8);
    }
    String bike = !told ? null : electric ? "electric" : "classic";
    return new Trip(0, station(), bike, ended.minusSeconds(seconds), ended, hundredths);
  }

  private String station() {
    int percent = random.nextInt(100);
    int i = 0;
    while (percent >= PERCENT[i]) {
      percent -= PERCENT[i++];
    }
    return STATIONS.get(i);
  }

  /** Writes the export of a month: some rows stand in it twice, and some not in their place. */
  private void export(List<Trip> trips, String month, String header) {
    List<Trip> rows = new ArrayList<>();
    Instant from = Instant.parse(month + "-01T00:00:00Z");
    for (Trip trip : trips) {
      // the first minutes after midnight stand in the export of the old month, too
      boolean inMonth =
          trip.ended.toString().startsWith(month)
              || trip.ended.minusSeconds(1_800).toString().startsWith(month);
      if (inMonth && trip.ended.isBefore(HISTORY_END)) {
        rows.add(trip);
        if (random.nextInt(200) == 0) {
          rows.add(trip);
        }
      }
    }
    for (int i = 0; i < rows.size() / 20; i++) {
      rows.add(random.nextInt(rows.size()), rows.remove(random.nextInt(rows.size())));
    }
    boolean oldTimes = from.isBefore(BIKES_ARE_TOLD_APART);
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(header, null));
    rows.forEach(t -> lines.add(new Line(csv(header, cells(t, oldTimes)), t)));
    history.put("history/" + month + ".csv", lines);
  }

  private Map<String, String> cells(Trip trip, boolean oldTimes) {
    Function<Instant, String> time =
        t -> oldTimes ? t.toString().replace('T', ' ').replace("Z", "") : t.toString();
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("trip_id", Long.toString(trip.id));
    cells.put("station", quoted(trip.station));
    cells.put("bike", trip.bike == null ? "" : trip.bike);
    cells.put("started_at", time.apply(trip.started));
    cells.put("ended_at", time.apply(trip.ended));
    cells.put("distance_km", trip.distance());
    cells.put("dock", Long.toString(trip.id % 24 + 1));
    return cells;
  }

  private static String quoted(String text) {
    boolean plain = !text.contains(",") && !text.contains("\"");
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String csv(String header, Map<String, String> cells) {
    return List.of(header.split(",")).stream().map(cells::get).collect(Collectors.joining(","));
  }

  /** The messages in the order of their arrival, which is not that of the rides' ends. */
  private List<Line> publish(List<Trip> trips) {
    List<Message> messages = new ArrayList<>();
    for (Trip trip : trips) {
      if (!trip.ended.isBefore(TOPIC_BEGIN)) {
        Line line = new Line(json(members(trip)), trip);
        long arrival = trip.ended.getEpochSecond() + random.nextInt(MAX_DELAY_SECONDS);
        messages.add(new Message(line, arrival));
        if (random.nextInt(50) == 0) {
          messages.add(new Message(line, arrival + random.nextInt(MAX_REPETITION_SECONDS)));
        }
      }
    }
    messages.sort(Comparator.comparingLong(Message::arrival));
    return new ArrayList<>(messages.stream().map(Message::line).toList());
  }

  static Map<String, String> members(Trip trip) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("trip_id", Long.toString(trip.id));
    members.put("station", text(trip.station));
    members.put("bike", text(trip.bike));
    members.put("started_at", text(trip.started.toString()));
    members.put("ended_at", text(trip.ended.toString()));
    members.put("distance_km", trip.distance());
    return members;
  }

  static String text(String text) {
    return text == null ? "null" : '"' + text.replace("\"", "\\\"") + '"';
  }

  static String json(Map<String, String> members) {
    return members.entrySet().stream()
        .map(m -> text(m.getKey()) + ":" + m.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Puts into the exports what stands in any export after some years. */
  private void spoilHistory() {
    spoilCell("2025-10", 1, "distance_km", "n/a");
    spoilCell("2025-10", 4, "started_at", "");
    spoil("history/2025-10.csv", 7, text -> text.substring(0, text.lastIndexOf(',')));
    spoilCell("2025-11", 2, "distance_km", "3,14");
    spoilCell("2025-11", 6, "ended_at", "2025-11-31T10:15:00Z");
    spoilCell("2025-12", 3, "station", "");
    spoilCell("2025-12", 5, "distance_km", "NaN");
    spoilCell("2025-12", 8, "ended_at", "24.12.2025 18:30");
    spoilCell("2026-01", 2, "trip_id", "7300#1");
    spoilCell("2026-01", 6, "station", "\"Old Mill, North");
  }

  private void spoilCell(String month, int eighth, String column, String value) {
    String header = history.get("history/" + month + ".csv").get(0).text;
    Function<Trip, String> spoilt =
        trip -> {
          Map<String, String> cells = cells(trip, month.equals("2025-10"));
          cells.put(column, value);
          return csv(header, cells);
        };
    List<Line> lines = history.get("history/" + month + ".csv");
    int at = lines.size() * eighth / 9;
    lines.set(at, new Line(spoilt.apply(lines.get(at).trip), null));
  }

  private void spoil(String file, int eighth, Function<String, String> how) {
    List<Line> lines = history.get(file);
    int at = lines.size() * eighth / 9;
    lines.set(at, new Line(how.apply(lines.get(at).text), null));
  }

  /** Puts into the topic what docks send when they fail. All of it after the cut-over. */
  private void spoilLive() {
    spoilMember(4, "distance_km", "\"n/a\"");
    spoilMember(5, "trip_id", "null");
    spoilMember(6, "ended_at", "\"yesterday\"");
    spoilMember(7, "station", "{\"name\":\"Market\"}");
    spoilMessage(8, text -> text.replace("\"station\":", "\"dock\":"));
    spoilMessage(9, text -> text.substring(0, text.length() / 2));
    spoilMessage(10, text -> "dock 17 restarted");
  }

  private void spoilMember(int eleventh, String member, String value) {
    int at = live.size() * eleventh / 11;
    Map<String, String> members = members(live.get(at).trip);
    members.put(member, value);
    live.set(at, new Line(json(members), null));
  }

  private void spoilMessage(int eleventh, Function<String, String> how) {
    int at = live.size() * eleventh / 11;
    live.set(at, new Line(how.apply(live.get(at).text), null));
  }

  /** What must come out of what was written. */
  private static final class Expected {

    private static final MathContext EXACT_ENOUGH = new MathContext(60);

    private final List<String> rejected = new ArrayList<>();
    private final Map<Long, Trip> counted = new LinkedHashMap<>();
    private final List<Ride> rides = new ArrayList<>();

    /** A ride with its derived fields. */
    private record Ride(Trip trip, String kind, BigDecimal minutes, BigDecimal price) {

      static Ride of(Trip trip) {
        BigDecimal millis =
            BigDecimal.valueOf(Duration.between(trip.started(), trip.ended()).toMillis());
        BigDecimal minutes = millis.divide(BigDecimal.valueOf(60_000), EXACT_ENOUGH);
        BigDecimal price = minutes.multiply(new BigDecimal("0.15")).add(BigDecimal.ONE);
        return new Ride(trip, trip.bike() == null ? "classic" : trip.bike(), minutes, price);
      }

      BigDecimal km() {
        return BigDecimal.valueOf(trip.hundredthsOfKm(), 2);
      }

      Instant day() {
        return trip.ended().truncatedTo(ChronoUnit.DAYS);
      }
    }

    Expected(Map<String, List<Line>> history, List<Line> live) {
      history.forEach(this::takeFile);
      takeTopic(live);
      for (Trip trip : counted.values()) {
        if (Duration.between(trip.started(), trip.ended()).toMillis() >= 60_000) {
          rides.add(Ride.of(trip));
        }
      }
    }

    private void takeFile(String file, List<Line> lines) {
      for (int i = 1; i < lines.size(); i++) {
        Trip trip = lines.get(i).trip();
        if (trip == null) {
          reject("history", "{\"file\":\"%s\",\"line\":%d}".formatted(file, i + 1), lines.get(i));
        } else if (trip.ended().isBefore(CUTOVER)) {
          counted.putIfAbsent(trip.id(), trip);
        }
      }
    }

    /** Read from the first message on that is no older than an hour before the cut-over. */
    private void takeTopic(List<Line> lines) {
      Instant from = CUTOVER.minus(START_SLACK);
      int start = 0;
      while (lines.get(start).trip().ended().isBefore(from)) {
        start++;
      }
      for (int i = start; i < lines.size(); i++) {
        Trip trip = lines.get(i).trip();
        if (trip == null) {
          String position = "{\"topic\":\"bike-trips\",\"partition\":0,\"offset\":%d}";
          reject("live", position.formatted(i), lines.get(i));
        } else if (!trip.ended().isBefore(CUTOVER)) {
          counted.putIfAbsent(trip.id(), trip);
        }
      }
    }

    private void reject(String source, String position, Line line) {
      Map<String, String> members = new LinkedHashMap<>();
      members.put("source", text(source));
      members.put("position", position);
      members.put("raw", text(line.text()));
      rejected.add(json(members));
    }

    List<String> rejected() {
      return rejected;
    }

    List<String> byStation() {
      Map<String, List<Ride>> groups = new TreeMap<>();
      for (Ride ride : rides) {
        String key = ride.day() + " " + ride.trip().station();
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(ride);
      }
      return groups.values().stream().map(Expected::stationDay).toList();
    }

    private static String stationDay(List<Ride> group) {
      List<BigDecimal> minutes = group.stream().map(Ride::minutes).sorted().toList();
      Instant day = group.get(0).day();
      Map<String, String> row = new LinkedHashMap<>();
      row.put("station", text(group.get(0).trip().station()));
      row.put("rides", Integer.toString(group.size()));
      row.put("km", number(sum(group, Ride::km)));
      row.put("income", number(sum(group, Ride::price)));
      row.put("mean_minutes", number(mean(minutes)));
      row.put("shortest", number(minutes.get(0)));
      row.put("longest", number(minutes.get(minutes.size() - 1)));
      row.put("spread", group.size() < 2 ? "null" : number(deviation(minutes)));
      row.put("window_start", text(day.toString()));
      row.put("window_end", text(day.plus(1, ChronoUnit.DAYS).toString()));
      return json(row);
    }

    List<String> longRides() {
      List<String> rows = new ArrayList<>();
      for (Ride ride : rides) {
        if (ride.minutes().compareTo(BigDecimal.valueOf(120)) > 0) {
          Map<String, String> row = members(ride.trip());
          row.put("kind", text(ride.kind()));
          row.put("minutes", number(ride.minutes()));
          row.put("price", number(ride.price()));
          rows.add(json(row));
        }
      }
      return rows;
    }

    List<String> pace() {
      Map<String, List<Ride>> groups = new TreeMap<>();
      for (Ride ride : rides) {
        groups.computeIfAbsent(ride.kind(), k -> new ArrayList<>()).add(ride);
      }
      return groups.values().stream().map(Expected::line).toList();
    }

    /** Least squares by deviations from the means. */
    private static String line(List<Ride> group) {
      BigDecimal meanX = mean(group.stream().map(Ride::km).toList());
      BigDecimal meanY = mean(group.stream().map(Ride::minutes).toList());
      BigDecimal xx = BigDecimal.ZERO;
      BigDecimal xy = BigDecimal.ZERO;
      BigDecimal yy = BigDecimal.ZERO;
      for (Ride ride : group) {
        BigDecimal x = ride.km().subtract(meanX);
        BigDecimal y = ride.minutes().subtract(meanY);
        xx = xx.add(x.multiply(x));
        xy = xy.add(x.multiply(y));
        yy = yy.add(y.multiply(y));
      }
      BigDecimal a = xy.divide(xx, EXACT_ENOUGH);
      Map<String, String> row = new LinkedHashMap<>();
      row.put("kind", text(group.get(0).kind()));
      row.put("n", Integer.toString(group.size()));
      row.put("a", number(a));
      row.put("b", number(meanY.subtract(a.multiply(meanX))));
      row.put("r2", number(xy.multiply(xy).divide(xx.multiply(yy), EXACT_ENOUGH)));
      return json(row);
    }

    private static BigDecimal sum(List<Ride> rides, Function<Ride, BigDecimal> value) {
      return rides.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal mean(List<BigDecimal> values) {
      return values.stream()
          .reduce(BigDecimal.ZERO, BigDecimal::add)
          .divide(BigDecimal.valueOf(values.size()), EXACT_ENOUGH);
    }

    /** Of a sample: with n - 1. */
    private static BigDecimal deviation(List<BigDecimal> values) {
      BigDecimal mean = mean(values);
      BigDecimal squares = BigDecimal.ZERO;
      for (BigDecimal value : values) {
        squares = squares.add(value.subtract(mean).pow(2));
      }
      return squares.divide(BigDecimal.valueOf(values.size() - 1), EXACT_ENOUGH).sqrt(EXACT_ENOUGH);
    }

    /** With 13 digits, and always a point: a double. */
    private static String number(BigDecimal value) {
      String digits = value.round(new MathContext(13)).stripTrailingZeros().toPlainString();
      return digits.contains(".") ? digits : digits + ".0";
    }
  }
}
