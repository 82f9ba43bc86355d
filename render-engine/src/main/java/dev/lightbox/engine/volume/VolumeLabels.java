package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.PlaneName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes sure that the labels of a series' volumes tell them apart: by orientation, size, and at last by a number. Stateless. */
final class VolumeLabels {

    private VolumeLabels() {}

    static <T> List<VolumePlan<T>> labelled(List<VolumePlan<T>> plans) {
        if (plans.size() < 2) {
            return plans;
        }
        List<String> labels = new ArrayList<>();
        plans.forEach(plan -> labels.add(plan.label()));
        distinguish(plans, labels, plan -> PlaneName.of(plan.geometry().normal()));
        distinguish(
                plans,
                labels,
                plan -> plan.geometry().columns() + " x " + plan.geometry().rows());
        Map<String, Integer> counts = new HashMap<>();
        labels.forEach(label -> counts.merge(label, 1, Integer::sum));
        Map<String, Integer> numbers = new HashMap<>();
        List<VolumePlan<T>> labelled = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            String label = labels.get(i);
            if (counts.getOrDefault(label, 0) > 1) {
                label = joined(label, "volume " + numbers.merge(label, 1, Integer::sum));
            }
            labelled.add(plans.get(i).withLabel(label));
        }
        return labelled;
    }

    /** Puts a word before labels that occur more than once, where it differs between the volumes. */
    private static <T> void distinguish(
            List<VolumePlan<T>> plans, List<String> labels, Function<VolumePlan<T>, String> word) {
        boolean repeated = labels.stream().distinct().count() < labels.size();
        boolean differs = plans.stream().map(word).distinct().count() > 1;
        if (repeated && differs) {
            for (int i = 0; i < labels.size(); i++) {
                labels.set(i, joined(word.apply(plans.get(i)), labels.get(i)));
            }
        }
    }

    private static String joined(String first, String second) {
        return first.isEmpty() ? second : second.isEmpty() ? first : first + ", " + second;
    }
}
