package io.github.rabbitlambda.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeFilesTest {
    // of 500 that are chosen one by one out of 22,000, about six come twice
    @Test
    void choosesDifferentPorts() {
        assertThat(NodeFiles.freePorts(500)).hasSize(500).doesNotHaveDuplicates();
    }

    // Linux takes the ports of outgoing connections from 32,768 on, other systems from higher ones
    @Test
    void choosesNoPortThatAnOutgoingConnectionMayTake() {
        assertThat(NodeFiles.freePorts(100)).allMatch(port -> port < 32_768);
    }
}
