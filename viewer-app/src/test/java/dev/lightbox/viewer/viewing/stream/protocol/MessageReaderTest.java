package dev.lightbox.viewer.viewing.stream.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.render.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {

    private static final String RENDER = """
            {"type":"render","viewport":0,"sequence":1,"slice":1,"window":{"center":40,"width":400},"invert":false,\
            "region":{"x":0,"y":0,"width":512,"height":512},"size":{"width":512,"height":512},"quality":"exact"}""";

    private static final String AHEAD = """
            {"type":"ahead","viewport":0,"sequence":1,"slice":1,"slices":[2,3],"received":0,"window":null,"invert":false,\
            "region":{"x":0,"y":0,"width":512,"height":512},"size":{"width":512,"height":512}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[2,3] | [0]",
                "[2,3] | [-1]",
                "[2,3] | [1.5]",
                "[2,3] | [4294967296]",
                "[2,3] | [99999999999999999999]",
                "[2,3] | [\"2\"]",
                "[2,3] | [null]",
                "[2,3] | [[2]]",
                "[2,3] | 2",
                "[2,3] | null",
                "[2,3] | [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]",
                "\"slice\":1 | \"slice\":0",
                "\"slice\":1 | \"slice\":null",
                "\"received\":0 | \"received\":-1",
                "\"received\":0 | \"received\":4294967296",
                "\"received\":0, | ''",
                "\"width\":512, | \"width\":0,",
                "\"viewport\":0 | \"viewport\":32",
            })
    void refusesPicturesAheadThatTheProtocolDoesNotAllow(String valid, String hostile) throws Exception {
        assertThat(MessageReader.read(AHEAD)).isInstanceOf(ClientMessage.Ahead.class);
        assertThat(AHEAD).contains(valid);
        assertThatThrownBy(() -> MessageReader.read(AHEAD.replace(valid, hostile)))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void nothingMayBeWantedAhead() throws Exception {
        ClientMessage message = MessageReader.read(AHEAD.replace("[2,3]", "[]"));
        assertThat(((ClientMessage.Ahead) message).slices()).isEmpty();
    }

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
                "{\"type\":\"close\",\"viewport\":32}",
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
                "{\"type\":\"mpr\",\"viewport\":0,\"sequence\":1,\"seriesInstanceUID\":\"1.2\"}",
                "{\"type\":\"mpr\",\"viewport\":0,\"sequence\":1,\"seriesInstanceUID\":\"1.2\",\"slice\":0}",
                "{\"type\":\"mpr\",\"viewport\":0,\"sequence\":1,\"seriesInstanceUID\":\"x\",\"slice\":null}",
                "{\"type\":\"probe\",\"viewport\":0,\"number\":1}",
                "{\"type\":\"probe\",\"viewport\":0,\"number\":4294967296,\"point\":{\"x\":0,\"y\":0,\"z\":0}}",
                "{\"type\":\"probe\",\"viewport\":0,\"number\":1,\"point\":{\"x\":0,\"y\":0,\"z\":1e7}}",
                "{\"type\":\"measure\",\"viewport\":0,\"number\":1,\"revision\":0,\"slice\":1,\"kind\":\"length\"}",
                "{\"type\":\"measure\",\"viewport\":0,\"number\":1,\"revision\":0,\"slice\":1,\"kind\":\"length\",\"points\":[]}",
                "{\"type\":\"measure\",\"viewport\":0,\"number\":1,\"revision\":0,\"slice\":1,\"kind\":\"length\",\"points\":{\"x\":1,\"y\":1}}",
                "{\"type\":\"measure\",\"viewport\":0,\"number\":1,\"revision\":0,\"slice\":1,\"kind\":\"length\",\"points\":[{\"x\":1}]}",
                "{\"type\":\"measure\",\"viewport\":0,\"number\":1,\"revision\":0,\"slice\":1,\"kind\":\"length\",\"points\":[{\"x\":1,\"y\":1e7}]}",
                "{\"type\":\"measure\",\"viewport\":0,\"number\":1,\"revision\":0,\"slice\":1,\"kind\":\"length\",\"points\":[1]}",
                "{\"type\":\"measure\",\"viewport\":0,\"number\":1,\"revision\":0,\"slice\":1,\"kind\":\"LENGTH\",\"points\":[{\"x\":1,\"y\":1}]}",
                "{\"type\":\"measure\",\"viewport\":0,\"number\":1,\"revision\":0,\"slice\":0,\"kind\":\"length\",\"points\":[{\"x\":1,\"y\":1}]}",
                "{\"type\":\"measure\",\"viewport\":0,\"number\":1,\"revision\":0,\"kind\":\"length\",\"points\":[{\"x\":1,\"y\":1}]}",
                "{\"type\":\"measure\",\"viewport\":0,\"number\":1,\"revision\":0,\"slice\":null,\"kind\":\"length\",\"points\":[{\"x\":1,\"y\":1}]}",
                "{\"type\":\"measure\",\"viewport\":0,\"number\":1,\"slice\":1,\"kind\":\"length\",\"points\":[{\"x\":1,\"y\":1}]}",
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

    private static final String PLANE = """
            {"type":"plane","viewport":1,"sequence":1,"center":{"x":1,"y":2,"z":3},"right":{"x":1,"y":0,"z":0},\
            "down":{"x":0,"y":0,"z":-1},"spacing":0.5,"size":{"width":512,"height":512},"method":"mean","slab":0,\
            "window":null,"invert":false,"quality":"exact"}""";

    @Test
    void makesDirectionsThatAreAlmostPerpendicularExact() throws Exception {
        ClientMessage message = MessageReader.read(
                PLANE.replace("\"right\":{\"x\":1,\"y\":0,\"z\":0}", "\"right\":{\"x\":1.005,\"y\":0,\"z\":0.005}"));
        PlaneGrid grid = ((ClientMessage.RenderPlane) message).grid();
        assertThat(grid.right().length()).isCloseTo(1, within(1e-12));
        assertThat(grid.down().length()).isCloseTo(1, within(1e-12));
        assertThat(grid.right().dot(grid.down())).isCloseTo(0, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"center\":{\"x\":1, | \"center\":{",
                "\"center\":{\"x\":1 | \"center\":{\"x\":1000001",
                "\"center\":{\"x\":1 | \"center\":{\"x\":1e999",
                "\"center\":{\"x\":1 | \"center\":{\"x\":null",
                "\"right\":{\"x\":1 | \"right\":{\"x\":0",
                "\"right\":{\"x\":1 | \"right\":{\"x\":1.02",
                "\"down\":{\"x\":0 | \"down\":{\"x\":0.02",
                "\"spacing\":0.5 | \"spacing\":0",
                "\"spacing\":0.5 | \"spacing\":0.00009",
                "\"spacing\":0.5 | \"spacing\":10001",
                "\"size\":{\"width\":512 | \"size\":{\"width\":0",
                "\"size\":{\"width\":512,\"height\":512} | \"size\":{\"width\":16384,\"height\":16384}",
                "\"mean\" | \"average\"",
                "\"mean\" | \"MEAN\"",
                "\"slab\":0 | \"slab\":-0.1",
                "\"slab\":0 | \"slab\":5000.1",
                "\"slab\":0, | ",
                "\"window\":null | \"window\":{\"center\":0,\"width\":0}",
                "\"exact\" | \"best\"",
            })
    void refusesAPlaneWithAMemberOutOfRange(String good, String bad) throws Exception {
        assertThat(MessageReader.read(PLANE)).isInstanceOf(ClientMessage.RenderPlane.class);
        String broken = PLANE.replace(good, bad == null ? "" : bad);
        assertThat(broken).isNotEqualTo(PLANE);
        assertThatThrownBy(() -> MessageReader.read(broken)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void quotesNothingOfWhatWasSent() {
        assertThatThrownBy(() -> MessageReader.read("{\"type\":\"Secret^Name\",\"viewport\":0}"))
                .hasMessage("unknown type");
        assertThatThrownBy(() -> MessageReader.read("Secret^Name")).hasMessage("not a JSON message");
    }
}
