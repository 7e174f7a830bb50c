package io.github.rabbitlambda.doctor.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.endpoints.IamEndpointProvider;

class ConnectionTest {
    /** IAM has no server in most Regions, and all clients have the mapping's. */
    @Test
    void findsIamFromEveryRegion() {
        assertThat(IamEndpointProvider.defaultProvider()
                .resolveEndpoint(where -> where.region(Region.EU_CENTRAL_1).useDualStack(false).useFips(false)).join()
                .endpointUrl().host()).isEqualTo("iam.amazonaws.com");
    }
}
