package dev.mainstem.verify;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.StepSpec;
import dev.mainstem.transforms.TransformGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The steps whose rows must not depend on the side that rows come from: what is written, and what
 * nobody takes, less what looks at one side on purpose.
 *
 * @param steps in the order of the definition
 * @param ofOneSide those that are left out, because they or what they are made of look at one side
 */
record ComparedSteps(List<String> steps, List<String> ofOneSide) {

  static ComparedSteps of(Plan plan) {
    TransformGraph graph = plan.transforms();
    Map<String, String> inputs = new HashMap<>();
    plan.definition().transforms().forEach(spec -> inputs.put(spec.name(), spec.input()));
    List<String> steps = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (String step : graph.names()) {
      boolean written = plan.written().contains(step);
      if (written || (!inputs.containsValue(step) && !step.equals(StepSpec.STREAM))) {
        (looksAtOneSide(graph, inputs, step) ? left : steps).add(step);
      }
    }
    return new ComparedSteps(steps, left);
  }

  private static boolean looksAtOneSide(
      TransformGraph graph, Map<String, String> inputs, String step) {
    return Stream.iterate(step, inputs::containsKey, inputs::get)
        .anyMatch(
            s ->
                graph.ofOneSide().contains(s)
                    || graph
                        .awaitedBy(s)
                        .filter(model -> looksAtOneSide(graph, inputs, model))
                        .isPresent());
  }
}
