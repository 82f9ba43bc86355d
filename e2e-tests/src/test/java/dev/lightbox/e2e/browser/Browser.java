package dev.lightbox.e2e.browser;

import dev.lightbox.e2e.environment.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A Chromium with an empty profile of its own, so that no session or cache comes from another test. Not thread-safe. */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Logger SELENIUM_LOG = Logger.getLogger("org.openqa.selenium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    static {
        // It warns at every start that it doesn't know the newest Chromium's debugging protocol, which these tests
        // don't use. Held, or the level is forgotten.
        SELENIUM_LOG.setLevel(Level.SEVERE);
    }

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    public static Browser open() {
        return open(List.of());
    }

    /** @param more options of Chromium */
    public static Browser open(List<String> more) {
        if (!Files.exists(CHROMIUM) || !Files.exists(DRIVER)) {
            throw new IllegalStateException("no browser: apt-get install chromium chromium-driver");
        }
        try {
            Path profile = Files.createTempDirectory("lightbox-browser");
            ChromeOptions options = new ChromeOptions();
            options.setBinary(CHROMIUM.toString());
            options.addArguments(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--force-device-scale-factor=1",
                    "--force-color-profile=srgb",
                    "--window-size=1400,900",
                    "--user-data-dir=" + profile);
            options.addArguments(more);
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(DRIVER.toFile())
                    .usingAnyFreePort()
                    .build();
            ChromeDriver driver = new ChromeDriver(service, options);
            driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
            return new Browser(profile, driver);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ChromeDriver driver() {
        return driver;
    }

    /**
     * A process's whole command line, arguments apart by blanks; empty where it has ended. Java's own answer leaves out what is longer than a page of memory, as Chromium's
     * is.
     */
    public static String commandLine(ProcessHandle process) {
        try {
            return new String(
                            Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException ended) {
            return "";
        }
    }

    /** Chromium's own processes: the browser, its renderers, and the one that stands in for the graphics processor. */
    public List<ProcessHandle> processes() {
        String mark = "--user-data-dir=" + profile;
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(mark))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .toList();
    }

    /** From the next page on {@link #dropSockets} works. */
    public void recordSockets() {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                        window.testSockets = [];
                        window.WebSocket = class extends WebSocket {
                          constructor(...args) {
                            super(...args);
                            window.testSockets.push(this);
                          }
                        };
                        """));
    }

    /** Closes the page's WebSockets with a code that means nothing to either side, so that they count as lost. @return how many were open */
    public long dropSockets() {
        Object open = driver.executeScript("""
                const open = window.testSockets.filter(socket => socket.readyState === WebSocket.OPEN);
                open.forEach(socket => socket.close(3999));
                return open.length;
                """);
        return open instanceof Long count ? count : 0;
    }

    /** From the next page on {@link #holdRequests}, {@link #lastSent}, {@link #pixelsAskedFor} and {@link #pictureBytes} work. */
    public void recordMessages() {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                        window.testMessages = [];
                        window.testHolds = false;
                        window.testPictureBytes = 0;
                        window.WebSocket = class extends WebSocket {
                          constructor(...args) {
                            super(...args);
                            this.addEventListener('message', ({data}) => window.testPictureBytes += data.byteLength ?? 0);
                          }
                          send(message) {
                            const own = String(message).startsWith('{') ? JSON.parse(message) : {};
                            window.testMessages.push(own);
                            if (!window.testHolds || own.type !== 'render') {
                              super.send(message);
                            }
                          }
                        };
                        """));
    }

    /** Whether from now on no request for a picture leaves the page, so that what it shows it has already. */
    public void holdRequests(boolean holds) {
        driver.executeScript("window.testHolds = arguments[0]", holds);
    }

    /** This member of the last message of this type, as JSON; {@code null} where there is none. */
    public String lastSent(String type, String member) {
        return String.valueOf(driver.executeScript("""
                const message = window.testMessages.findLast(({ type }) => type === arguments[0]);
                return JSON.stringify(message?.[arguments[1]] ?? null);
                """, type, member));
    }

    /** Pixels of all pictures that the page has asked for, of this quality. */
    public long pixelsAskedFor(String quality) {
        return number("""
                return window.testMessages
                  .filter(message => message.type === 'render' && message.quality === arguments[0])
                  .reduce((sum, {size}) => sum + size.width * size.height, 0);
                """, quality);
    }

    /** Bytes of all pictures that have come. */
    public long pictureBytes() {
        return number("return window.testPictureBytes");
    }

    private long number(String script, Object... arguments) {
        return ((Number) Objects.requireNonNull(driver.executeScript(script, arguments))).longValue();
    }

    public Waits waits() {
        return new Waits(driver);
    }

    /** Keeps what the screen shows, for whoever looks into a failure. */
    public Path saveScreen(String name) {
        Path file = Project.work("screens").resolve(name.replaceAll("[^A-Za-z0-9.-]+", "-") + ".png");
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends Chromium as a user would. @return what it has left: its profile, until this is closed */
    public Path quit() {
        driver.quit();
        return profile;
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> paths = Files.walk(profile)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // The browser's last process may still be writing there; the system's temporary folder is not worth failing
            // a test.
            System.err.println("The browser's profile could not be deleted: " + e.getMessage());
        }
    }
}
