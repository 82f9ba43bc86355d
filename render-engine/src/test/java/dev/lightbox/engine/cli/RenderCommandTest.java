package dev.lightbox.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderCommandTest extends CommandCase {

    @Test
    void writesTheFilesOwnWindowAsPng() throws IOException {
        assertThat(run("render", picture("a.dcm", 0), "--out", path("a.png"))).isZero();
        BufferedImage image = ImageIO.read(directory.resolve("a.png").toFile());
        assertThat(image.getWidth()).isEqualTo(COLUMNS);
        assertThat(image.getHeight()).isEqualTo(ROWS);
        // PS3.3 C.11.2.1.2.1 with center -1018 and width 12: ((x - (c - 0.5)) / (w - 1) + 0.5) * 255.
        assertThat(levels(image)).containsExactly(0, 23, 46, 70, 93, 116, 139, 162, 185, 209, 232, 255);
        assertThat(said()).contains("\t4 x 3\t-1018,12\t");
    }

    @Test
    void windowsAreGivenOrChosenByNumber() throws IOException {
        String file = picture("a.dcm", 0);
        assertThat(run("render", file, "--window", "-1020,1", "--out", path("w.png")))
                .isZero();
        assertThat(levels("w.png")).containsExactly(0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255);
        // PS3.3 C.11.2.1.3.2: (x - c) / w + 0.5.
        assertThat(run("render", file, "--window", "-1020,8,linear-exact", "--out", path("e.png")))
                .isZero();
        assertThat(levels("e.png")).startsWith(0, 32, 64, 96, 128, 159, 191, 223, 255, 255);
        // C.11.2.1.3.1: 1 / (1 + exp(-4 (x - c) / w)).
        assertThat(run("render", file, "--window", "-1020,8,sigmoid", "--out", path("s.png")))
                .isZero();
        assertThat(levels("s.png")[4]).isBetween(127, 128);
        assertThat(levels("s.png")[0]).isEqualTo(30);
        assertThat(run("render", file, "--voi", "2", "--out", path("v.png"))).isZero();
        assertThat(said()).contains("\t0,4096\t");
        assertThat(run("render", file, "--voi", "3", "--out", path("v.png"))).isEqualTo(1);
        assertThat(complained().lines()).hasSize(1);
    }

    @Test
    void inverted() throws IOException {
        assertThat(run("render", picture("a.dcm", 0), "--invert", "--out", path("a.png")))
                .isZero();
        assertThat(levels("a.png")).startsWith(255, 232, 209);
    }

    @Test
    void aSizeIsFittedIntoWithPixelsInTheirTrueShape() throws IOException {
        // 4 columns x 3 rows of pixels twice as high as wide: 4 x 6.
        assertThat(run("render", picture("a.dcm", 0), "--size", "400x300", "--out", path("a.png")))
                .isZero();
        BufferedImage image = ImageIO.read(directory.resolve("a.png").toFile());
        assertThat(image.getWidth()).isEqualTo(200);
        assertThat(image.getHeight()).isEqualTo(300);
    }

    @Test
    void aRegionIsShownOneToOneOrFitted() throws IOException {
        String file = picture("a.dcm", 0);
        assertThat(run("render", file, "--region", "1,1,2,2", "--out", path("r.png")))
                .isZero();
        assertThat(levels("r.png")).containsExactly(116, 139, 209, 232);
        assertThat(run("render", file, "--region", "1,1,2,2", "--size", "50x40", "--out", path("r.png")))
                .isZero();
        assertThat(said()).contains("\t20 x 40\t");
        assertThat(run("render", file, "--region", "9,9,2,2", "--out", path("r.png")))
                .isEqualTo(1);
        assertThat(complained()).contains("outside");
    }

    @Test
    void theNameChoosesTheFormat() throws IOException {
        String file = picture("a.dcm", 0);
        assertThat(run("render", file, "--out", path("a.JPG"))).isZero();
        assertThat(Files.readAllBytes(directory.resolve("a.JPG"))).startsWith(0xFF, 0xD8, 0xFF);
        assertThat(run("render", file, "--out", path("a.gif"))).isEqualTo(2);
        assertThat(complained()).startsWith("Pictures are written as .png, .jpg or .jpeg");
    }

    @Test
    void manyFilesInOneCall() throws IOException {
        assertThat(run(
                        "render",
                        picture("a.dcm", 0),
                        path("none"),
                        picture("b.dcm", 9),
                        "--format",
                        "jpg",
                        "--out-dir",
                        path("out")))
                .isEqualTo(3);
        assertThat(directory.resolve("out/a.dcm.jpg")).exists();
        assertThat(directory.resolve("out/b.dcm.jpg")).exists();
        assertThat(complained().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--window 40          | --window needs C,W",
                "--window 40,0        | --window needs C,W with a width above 0",
                "--window 40,9,cubic  | --window needs C,W with a width above 0",
                "--window NaN,9       | --window needs C,W with a width above 0",
                "--size 100           | --size needs WIDTHxHEIGHT",
                "--size 0x5           | --size: an edge is 1 to",
                "--size 16384x16384   | --size: an edge is 1 to",
                "--region 1,2,3       | --region needs x,y,w,h",
                "--region 1,2,0,4     | --region needs x,y,w,h in pixels with w and h above 0",
                "--quality 101        | --quality is 1 to 100",
                "--interpolation best | --interpolation is bilinear, bicubic or lanczos",
                "--pstate nothing     | --pstate: nothing doesn't exist",
                "--voi 1 --window 1,2 | --window and --voi exclude each other.",
            })
    void wrongUseIsExplained(String options, String complaint) {
        assertThat(run(("render a.dcm --out a.png " + options).split(" "))).isEqualTo(2);
        assertThat(complained()).startsWith(complaint);
    }

    private int[] levels(String name) throws IOException {
        return levels(ImageIO.read(directory.resolve(name).toFile()));
    }

    private static int[] levels(BufferedImage image) {
        return image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
    }
}
