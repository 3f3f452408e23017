package dev.mainstem.sinks;

import dev.mainstem.testing.Tables;

/** The contract with H2. */
class WriteToH2Test extends WriteToJdbcContract {

  @Override
  String database() {
    return Tables.h2();
  }

  @Override
  String sessionInUtc(String url) {
    return url + ";TIME ZONE=UTC";
  }
}
