package dev.mainstem.benchmarks.flink.tuned;

import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Tells Flink which serialiser a {@link Reading} has, so that it does not look for one by
 * reflection.
 */
final class ReadingType extends TypeInformation<Reading> {

  @Override
  public TypeSerializer<Reading> createSerializer(ExecutionConfig config) {
    return new ReadingSerializer();
  }

  @Override
  public Class<Reading> getTypeClass() {
    return Reading.class;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public String toString() {
    return "Reading";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReadingType;
  }

  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ReadingType;
  }
}
