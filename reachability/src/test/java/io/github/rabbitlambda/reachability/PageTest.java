package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import io.github.rabbitlambda.reachability.verdict.HtmlPage;

/** The page with the picture of the paths. */
class PageTest {

    private static String page(String file) {
        return HtmlPage.of(List.of(Stacks.verdict(Stacks.tree(file))));
    }

    /** The titles of the picture's boxes that are red, in their order. */
    private static List<String> red(String page) throws Exception {
        List<String> titles = new ArrayList<>();
        NodeList groups = svg(page).getElementsByTagName("g");
        for (int i = 0; i < groups.getLength(); i++) {
            Element group = (Element) groups.item(i);
            if (group.getAttribute("class").endsWith(" broken")) {
                titles.add(group.getElementsByTagName("title").item(0).getTextContent());
            }
        }
        return titles;
    }

    private static Element svg(String page) throws Exception {
        String text = page.substring(page.indexOf("<svg "), page.indexOf("</svg>") + 6);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"G1-isolated.json|[]", "G2-nat.json|[]",
            "M-no-self-ingress.json|[security group BrokerSg out and in on 5671]",
            "M-no-443-egress.json|[security group BrokerSg out on 443]",
            "M-endpoint-sg-no-ingress.json|[security group EndpointSg in on 443]",
            "M-sts-policy-other-principal.json|[endpoint StsEndpoint in Shared (10.20.2.0/24)]",
            "M-no-sts-endpoint.json|[no route]", "M-private-dns-off.json|[no route]",
            "M-nacl-deny-443-out.json|[interfaces in BrokerA (10.20.0.0/24) and BrokerB (10.20.1.0/24)]",
            "M-single-instance-two-subnets.json|[broker Broker 5671]",
            "M-role-lacks-describevpcs.json|[mapping Mapping]"})
    void isRedWhereThePathBreaks(String file, String expected) throws Exception {
        assertThat(red(page(file))).hasToString(expected);
    }

    @Test
    void drawsEachPathOnce() throws Exception {
        assertThat(svg(page("G1-isolated.json")).getElementsByTagName("g").getLength())
                .as("mapping, interfaces, the group for two purposes, broker, the endpoints' group, endpoints, services")
                .isEqualTo(1 + 1 + 2 + 1 + 1 + 3 + 3);
    }

    @Test
    void showsWhatTheTemplateHoldsAsText() throws Exception {
        String page = HtmlPage.of(Stacks.check(Stacks.with(Stacks.tree("G1-isolated.json"),
                "Resources/<script>alert(1)<!--&'",
                Stacks.tree("M-no-sts-endpoint.json").entry("Resources").orElseThrow().asMapping().entry("Mapping")
                        .orElseThrow()))
                .verdicts());

        assertThat(page).doesNotContain("<script", "<!--").contains("&lt;script&gt;alert(1)&lt;!--&amp;&#39;");
        assertThat(svg(page)).isNotNull();
    }

    @Test
    void needsNothingElse() {
        assertThat(page("M-no-sts-endpoint.json")).doesNotContain("<script", "src=", "href=", "url(", "@import")
                .contains("default-src 'none'", "<details><summary>Add an interface endpoint for STS");
    }
}
