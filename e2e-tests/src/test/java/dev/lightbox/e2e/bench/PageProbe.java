package dev.lightbox.e2e.bench;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notes inside the page when the user's input came, when messages went over the stream and when pictures were on the screen. Pictures are known by the attributes that the
 * viewer sets in the task in which it draws (frontend/README.md), so the product needs nothing of its own for this. All times are milliseconds since 1970.
 */
final class PageProbe {

    private static final String SOURCE = """
            if (!window.lightboxBench && window === top) {
              const now = () => performance.timeOrigin + performance.now();
              const bench = window.lightboxBench = {
                log: undefined,
                waiting: [],
                clear() {
                  bench.log = {inputs: [], paints: [], sent: [], received: [], longTasks: []};
                },
                /** Calls back once the condition holds for what has been painted. */
                when(holds, done) {
                  bench.waiting.push({holds, done});
                  bench.check();
                },
                check() {
                  bench.waiting = bench.waiting.filter(({holds, done}) => {
                    const holding = holds(bench.log.paints.filter(paint => paint.painted > 0));
                    if (holding) {
                      done();
                    }
                    return !holding;
                  });
                },
              };
              bench.clear();

              for (const type of ['click', 'keydown', 'wheel', 'pointerdown', 'pointermove', 'pointerup']) {
                addEventListener(type, event => bench.log.inputs.push({type, at: performance.timeOrigin + event.timeStamp}), {capture: true, passive: true});
              }

              new PerformanceObserver(list => {
                for (const {startTime, duration} of list.getEntries()) {
                  bench.log.longTasks.push({at: performance.timeOrigin + startTime, millis: duration});
                }
              }).observe({type: 'longtask'});

              window.WebSocket = class extends WebSocket {
                constructor(...args) {
                  super(...args);
                  this.addEventListener('message', ({data}) => {
                    if (data instanceof ArrayBuffer) {
                      const view = new DataView(data);
                      bench.log.received.push({at: now(), type: '', viewport: view.getUint16(6), sequence: view.getUint32(8), bytes: data.byteLength});
                    }
                  });
                }
                send(data) {
                  const {type, viewport, sequence} = JSON.parse(data);
                  bench.log.sent.push({at: now(), type, viewport: viewport ?? -1, sequence: sequence ?? 0, bytes: data.length});
                  super.send(data);
                }
              };

              /** The picture is on the screen with the next frame; a message comes after that frame's work is done. */
              const stamp = paints => requestAnimationFrame(() => {
                const channel = new MessageChannel();
                channel.port1.onmessage = () => {
                  const painted = now();
                  paints.forEach(paint => paint.painted = painted);
                  bench.check();
                };
                channel.port2.postMessage(0);
              });
              const observer = new MutationObserver(records => {
                const drawn = now();
                const elements = new Set(records.map(({target}) => target));
                const paints = [...elements].filter(({localName}) => /^lightbox-(viewport|plane)$/.test(localName)).map(element => {
                  const get = name => element.getAttribute(`data-${name}`);
                  return {
                    drawn,
                    painted: 0,
                    view: get('plane') ?? 'slices',
                    state: get('state') ?? '',
                    series: get('series') ?? '',
                    slice: Number(get('slice') ?? 0),
                    sequence: Number(get('sequence') ?? 0),
                    exact: get('exact') === 'true',
                    loaded: Number(get('loaded') ?? 0),
                    slices: Number(get('slices') ?? 0),
                  };
                });
                if (paints.length > 0) {
                  bench.log.paints.push(...paints);
                  stamp(paints);
                }
              });
              const attachShadow = Element.prototype.attachShadow;
              Element.prototype.attachShadow = function (init) {
                const root = attachShadow.call(this, init);
                observer.observe(root, {subtree: true, attributes: true, attributeFilter: ['data-state', 'data-sequence', 'data-exact', 'data-loaded']});
                return root;
              };
            }
            """;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ChromeDriver driver;

    /** Works from the next page on. */
    PageProbe(ChromeDriver driver) {
        this.driver = driver;
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", SOURCE));
    }

    /** Forgets what was noted so far. */
    void clear() {
        driver.executeScript("window.lightboxBench.clear()");
    }

    /**
     * Waits until what has been painted since {@link #clear} fits; without looking into the page meanwhile, which would slow it down.
     *
     * @param condition JavaScript over {@code paints}, in their order
     * @throws org.openqa.selenium.ScriptTimeoutException after {@code limit}
     */
    void await(String condition, Duration limit) {
        driver.manage().timeouts().scriptTimeout(limit);
        driver.executeAsyncScript(
                "const done = arguments[0]; window.lightboxBench.when(paints => " + condition + ", done)");
    }

    Recording recording() {
        Object text = Objects.requireNonNull(driver.executeScript("return JSON.stringify(window.lightboxBench.log)"));
        return JSON.readValue(text.toString(), Recording.class);
    }
}
