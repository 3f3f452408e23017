package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

final class QuantityTest {

  @Test
  void oneIsSingularAndAllOthersArePlural() {
    assertThat(Quantity.of(0, "row")).isEqualTo("0 rows");
    assertThat(Quantity.of(1, "row")).isEqualTo("1 row");
    assertThat(Quantity.of(2, "copy", "copies")).isEqualTo("2 copies");
  }

  @Test
  void thousandsAreSetApartByACommaInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Quantity.of(1_234_567, "row")).isEqualTo("1,234,567 rows");
    } finally {
      Locale.setDefault(before);
    }
  }
}
