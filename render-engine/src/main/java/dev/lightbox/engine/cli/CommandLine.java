package dev.lightbox.engine.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a command was given. Options may stand before, between and after the operands; what follows {@code --} is an operand, whatever it looks like.
 *
 * @param operands in their order; {@code -} is one
 * @param values of the options that have one, by name with its dashes
 * @param switches the options without a value
 */
record CommandLine(List<String> operands, Map<String, String> values, Set<String> switches) {

    /** @param valued names of the options that need a value, given as {@code --name VALUE} or {@code --name=VALUE} */
    static CommandLine parse(List<String> arguments, Set<String> valued, Set<String> switches) throws UsageException {
        List<String> operands = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        Set<String> given = new HashSet<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                operands.addAll(arguments.subList(i + 1, arguments.size()));
                break;
            }
            if (!argument.startsWith("-") || argument.equals("-")) {
                operands.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (switches.contains(name) && equals < 0) {
                given.add(name);
            } else if (valued.contains(name)) {
                if (equals < 0 && i + 1 >= arguments.size()) {
                    throw new UsageException(name + " needs a value.");
                }
                String value = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
                if (values.put(name, value) != null) {
                    throw new UsageException(name + " is given twice.");
                }
            } else {
                throw new UsageException("There is no option " + argument + ".");
            }
        }
        return new CommandLine(List.copyOf(operands), Map.copyOf(values), Set.copyOf(given));
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    boolean has(String option) {
        return switches.contains(option);
    }

    /** A whole number from 1, or the default where the option isn't given. */
    int count(String option, int otherwise) throws UsageException {
        String text = values.get(option);
        if (text == null) {
            return otherwise;
        }
        try {
            int count = Integer.parseInt(text.strip());
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(option + " needs a whole number, not \"" + text + "\".");
        }
        throw new UsageException(option + " counts from 1, it can't be " + text + ".");
    }
}
