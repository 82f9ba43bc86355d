package dev.lightbox.viewer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PageScriptsTest {

    @Test
    void namesWhatThePageLoadsAndWhatThatCantRunWithout() {
        PageScripts scripts = new PageScripts(Map.of(
                "index.html",
                "<script type=\"module\" crossorigin src=\"./VAADIN/build/indexhtml-a_B.js\"></script>",
                "VAADIN/build/indexhtml-a_B.js",
                "x(()=>import(`./FlowClient-1.js`));y(()=>import(\"./generated-flow-imports-2.js\"));z(()=>import(`./chunk-3.js`))",
                "VAADIN/build/FlowClient-1.js",
                "import{a}from\"./indexhtml-a_B.js\";",
                "VAADIN/build/generated-flow-imports-2.js",
                "import{b as c}from\"./style-4.js\";import(`./vaadin-chart-6.js`)",
                "VAADIN/build/style-4.js",
                "import{d}from './mixin-5.js';import{e}from\"./style-4.js\"",
                "VAADIN/build/mixin-5.js",
                "")::get);

        assertThat(scripts.addresses())
                .containsExactly(
                        "./VAADIN/build/indexhtml-a_B.js",
                        "./VAADIN/build/FlowClient-1.js",
                        "./VAADIN/build/generated-flow-imports-2.js",
                        "./VAADIN/build/style-4.js",
                        "./VAADIN/build/mixin-5.js");
    }

    @Test
    void aBundleOfAnotherBuildNamesNone() {
        assertThat(new PageScripts(path -> null).addresses()).isEmpty();
        assertThat(new PageScripts(path -> "<script src=\"https://elsewhere.example/x.js\">").addresses())
                .isEmpty();
    }

    /** The bundle that the page is made from. */
    @Test
    void theBundlesOwnAreAllThere() {
        assertThat(new PageScripts().addresses())
                .hasSizeGreaterThan(10)
                .anyMatch(address -> address.contains("/FlowBootstrap-"))
                .anyMatch(address -> address.contains("/FlowClient-"))
                .anyMatch(address -> address.contains("/generated-flow-imports-"))
                .allSatisfy(address -> assertThat(
                                PageScripts.class.getResource("/META-INF/VAADIN/webapp/" + address.substring(2)))
                        .as(address)
                        .isNotNull());
    }
}
