package io.github.rabbitlambda.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeFilesTest {
    // of 500 that are chosen one by one out of some 28,000, about four come twice
    @Test
    void choosesDifferentPorts() {
        assertThat(NodeFiles.freePorts(500)).hasSize(500).doesNotHaveDuplicates();
    }
}
