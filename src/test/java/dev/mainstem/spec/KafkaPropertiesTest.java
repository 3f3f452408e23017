package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaPropertiesTest {

  private static String withProperty(String property) {
    return Definitions.with(13, "consumer: {" + property + "}\n  topic: trips");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          security.protocol ¦ SASL_SSL
          sasl.mechanism ¦ SCRAM-SHA-512
          sasl.jaas.config ¦ org.apache.kafka.common.security.scram.ScramLoginModule required username='a' password='b';
          sasl.jaas.config ¦ org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required ;
          sasl.oauthbearer.token.endpoint.url ¦ https://login.example.com/token
          ssl.truststore.location ¦ /etc/trust.jks
          ssl.truststore.password ¦ changeit
          max.poll.records ¦ 500
          fetch.min.bytes ¦ 1
          group.id ¦ mine
          client.id ¦ me
          isolation.level ¦ read_uncommitted
          """)
  void propertyIsHandedOn(String name, String value) {
    Definition read = Definitions.read(withProperty(name + ": \"" + value + '"'));
    assertThat(read.problems().all()).isEmpty();
    assertThat(read.liveSide().orElseThrow().consumer()).containsEntry(name, value).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          bootstrap.servers: b ¦ can't be set here: the key bootstrap_servers says it
          auto.offset.reset: latest ¦ can't be set here: the key start says where reading begins
          enable.auto.commit: true ¦ can't be set here: it would pass over records that a crash has yet to read again
          group.instance.id: x ¦ can't be set here: readers take their partitions themselves
          transactional.id: x ¦ can't be set here: the key delivery says it
          enable.idempotence: false ¦ can't be set here: it is always on
          acks: 1 ¦ can't be set here: it is always all
          interceptor.classes: x.Y ¦ can't be set here: it names classes to load
          metric.reporters: x.Y ¦ can't be set here: it names classes to load
          key.deserializer: x.Y ¦ can't be set here: it names classes to load
          value.serializer: x.Y ¦ can't be set here: it names classes to load
          config.providers: x ¦ can't be set here: it names classes to load
          config.providers.x.class: x.Y ¦ can't be set here: it names classes to load
          security.providers: x.Y ¦ can't be set here: it names classes to load
          partition.assignment.strategy: x.Y ¦ can't be set here: it names classes to load
          partitioner.class: x.Y ¦ can't be set here: it names classes to load
          ssl.engine.factory.class: x.Y ¦ can't be set here: it names classes to load
          sasl.login.class: x.Y ¦ can't be set here: it names classes to load
          sasl.login.callback.handler.class: x.Y ¦ can't be set here: it names classes to load
          sasl.client.callback.handler.class: x.Y ¦ can't be set here: it names classes to load
          sasl.jaas.config: com.sun.security.auth.module.JndiLoginModule required; ¦ expected the login module Plain, Scram or OAuthBearer of Kafka
          sasl.jaas.config: x.PlainLoginModule required; ¦ expected the login module Plain, Scram or OAuthBearer of Kafka
          listener.name.a.sasl.jaas.config: x ¦ expected the login module Plain, Scram or OAuthBearer of Kafka
          sasl.oauthbearer.token.endpoint.url: file:/etc/passwd ¦ expected an address that begins with https://
          sasl.oauthbearer.jwks.endpoint.url: file:///etc/passwd ¦ expected an address that begins with https://
          isolation.level: committed ¦ expected read_committed or read_uncommitted, found "committed"
          """)
  void propertyThatWouldRunCodeOrBreakPromisesIsRefusedAtItsName(String property, String problem) {
    List<String> problems = Definitions.problems(withProperty(property));
    String name = property.substring(0, property.indexOf(": "));
    assertThat(problems).containsExactly("13:14 live.consumer." + name + ": " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          a: [b] ¦ 13:17 live.consumer.a: expected a text, found a list
          a: ¦ 13:16 live.consumer.a: expected a text, found nothing
          """)
  void propertyIsAText(String property, String problem) {
    assertThat(Definitions.problems(withProperty(property))).containsExactly(problem);
  }
}
