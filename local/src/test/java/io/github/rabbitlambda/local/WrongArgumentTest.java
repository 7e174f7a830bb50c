package io.github.rabbitlambda.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class WrongArgumentTest {
    private static String sentence(String arguments) {
        CommandLine command = new CommandLine(new Options()).setCaseInsensitiveEnumValuesAllowed(true);
        try {
            command.parseArgs(arguments.split(" "));
            return "(no error)";
        } catch (ParameterException e) {
            return WrongArgument.sentence(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            --batch-window 1m                  | --batch-window must be a number of seconds, such as 5 (given "1m")
            --timeout 1m                       | --timeout must be a whole number of seconds, such as 5 (given "1m")
            --timeout 1.5                      | --timeout must be a whole number of seconds, such as 5 (given "1.5")
            --memory 1G                        | --memory must be a whole number of MB, such as 512 (given "1G")
            --batch-size many                  | --batch-size must be a whole number (given "many")
            --batch-size 99999999999           | --batch-size must be a whole number (given "99999999999")
            --max-messages=all                 | --max-messages must be a whole number (given "all")
            --prefetch x                       | --prefetch must be a whole number (given "x")
            --batchsize 3                      | there is no option --batchsize: did you mean --batch-size or --batch-window?
            --batch_window=3                   | there is no option --batch_window: did you mean --batch-size or --batch-window?
            --brokr amqp://u:secret@h          | there is no option --brokr: did you mean --broker?
            --hander a.B                       | there is no option --hander: did you mean --handler?
            --zzz                              | there is no option --zzz
            -q orders                          | there is no option -q: did you mean --queue?
            --queue orders more                | "more" belongs to no option
            --queue                            | Missing required parameter for option '--queue' (NAME)
            --on-error=maybe                   | --on-error must be nack or memory (given "maybe")
            --on-error drop                    | --on-error must be nack or memory (given "drop")
            --runtime-client fast              | --runtime-client must be native or plain (given "fast")
            --once=maybe                       | --once must be given without a value (given "maybe")
            --until-empty=maybe                | --until-empty must be given without a value (given "maybe")
            """)
    void saysInWordsWhatIsWrong(String arguments, String sentence) {
        assertThat(sentence(arguments)).isEqualTo(sentence);
    }
}
