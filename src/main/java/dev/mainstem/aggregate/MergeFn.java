package dev.mainstem.aggregate;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Combines the buckets of the bundles, window by window. */
final class MergeFn extends CombineFn<Bucket, Bucket, Bucket> {

  private static final long serialVersionUID = 1L;

  private final BucketCoder coder;

  MergeFn(BucketCoder coder) {
    this.coder = coder;
  }

  @Override
  public Bucket createAccumulator() {
    return new Bucket(coder);
  }

  @Override
  public Bucket addInput(Bucket bucket, Bucket added) {
    bucket.merge(added);
    return bucket;
  }

  @Override
  public Bucket mergeAccumulators(Iterable<Bucket> parts) {
    Bucket merged = createAccumulator();
    parts.forEach(merged::merge);
    return merged;
  }

  @Override
  public Bucket extractOutput(Bucket bucket) {
    return bucket;
  }

  @Override
  public Coder<Bucket> getAccumulatorCoder(CoderRegistry registry, Coder<Bucket> inputCoder) {
    return coder;
  }

  @Override
  public Coder<Bucket> getDefaultOutputCoder(CoderRegistry registry, Coder<Bucket> inputCoder) {
    return coder;
  }
}
