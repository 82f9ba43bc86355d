package dev.lightbox.viewer.viewing.stream.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.render.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {

    private static final String RENDER = """
            {"type":"render","viewport":0,"sequence":1,"slice":1,"window":{"center":40,"width":400},"invert":false,\
            "region":{"x":0,"y":0,"width":512,"height":512},"size":{"width":512,"height":512},"quality":"exact"}""";

    @Test
    void ignoresUnknownMembers() throws Exception {
        assertThat(MessageReader.read("{\"type\":\"close\",\"viewport\":3,\"later\":{\"x\":[1]}}"))
                .isEqualTo(new ClientMessage.Close(3));
    }

    @Test
    void takesARegionBeyondThePicture() throws Exception {
        ClientMessage message = MessageReader.read(RENDER.replace("\"x\":0", "\"x\":-1000.25"));
        assertThat(((ClientMessage.Render) message).region()).isEqualTo(new Region(-1000.25, 0, 512, 512));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"render\"",
                "{",
                "{}",
                "{\"viewport\":0}",
                "{\"type\":\"render\"}",
                "{\"type\":null,\"viewport\":0}",
                "{\"type\":\"resize\",\"viewport\":0}",
                "{\"type\":\"close\",\"viewport\":16}",
                "{\"type\":\"close\",\"viewport\":-1}",
                "{\"type\":\"close\",\"viewport\":1.5}",
                "{\"type\":\"close\",\"viewport\":\"0\"}",
                "{\"type\":\"close\",\"viewport\":0,\"viewport\":1}",
                "{\"type\":\"close\",\"viewport\":0} {}",
                "{\"type\":\"painted\",\"viewport\":0}",
                "{\"type\":\"painted\",\"viewport\":0,\"sequence\":4294967296}",
                "{\"type\":\"painted\",\"viewport\":0,\"sequence\":-1}",
                "{\"type\":\"painted\",\"viewport\":0,\"sequence\":99999999999999999999}",
                "{\"type\":\"series\",\"viewport\":0,\"sequence\":1,\"seriesInstanceUID\":\"../1\"}",
                "{\"type\":\"series\",\"viewport\":0,\"sequence\":1,\"seriesInstanceUID\":7}",
                "{\"type\":\"close\",\"viewport\":0,\"a\":[[[[[[[[[[1]]]]]]]]]]}"
            })
    void refusesWhatTheProtocolDoesNotAllow(String text) {
        assertThatThrownBy(() -> MessageReader.read(text)).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"slice\":1 | \"slice\":0",
                "\"slice\":1 | \"slice\":null",
                "\"slice\":1, | ",
                "\"window\":{\"center\":40,\"width\":400}, | ",
                "\"width\":400 | \"width\":0",
                "\"width\":400 | \"width\":-3",
                "\"width\":400 | \"width\":1e999",
                "\"center\":40 | \"center\":NaN",
                "\"center\":40 | \"center\":\"40\"",
                "\"invert\":false | \"invert\":0",
                "\"region\":{\"x\":0 | \"region\":{\"x\":1e7",
                "\"y\":0,\"width\":512 | \"y\":0,\"width\":0",
                "\"size\":{\"width\":512 | \"size\":{\"width\":0",
                "\"size\":{\"width\":512 | \"size\":{\"width\":16385",
                "\"size\":{\"width\":512 | \"size\":{\"width\":10.5",
                "\"size\":{\"width\":512,\"height\":512} | \"size\":{\"width\":16384,\"height\":16384}",
                "\"size\":{\"width\":512,\"height\":512} | \"size\":[512,512]",
                "\"exact\" | \"best\"",
                "\"exact\" | true"
            })
    void refusesARenderWithAMemberOutOfRange(String good, String bad) throws Exception {
        assertThat(MessageReader.read(RENDER)).isInstanceOf(ClientMessage.Render.class);
        String broken = RENDER.replace(good, bad == null ? "" : bad);
        assertThat(broken).isNotEqualTo(RENDER);
        assertThatThrownBy(() -> MessageReader.read(broken)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void quotesNothingOfWhatWasSent() {
        assertThatThrownBy(() -> MessageReader.read("{\"type\":\"Secret^Name\",\"viewport\":0}"))
                .hasMessage("unknown type");
        assertThatThrownBy(() -> MessageReader.read("Secret^Name")).hasMessage("not a JSON message");
    }
}
