package dev.lightbox.viewer.pacs.dicomweb;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Makes {@link DicomWebProperties} as Spring does, with its defaults. */
final class Settings {

    private final Map<String, Object> values = new HashMap<>();

    Settings set(String name, Object value) {
        values.put("x." + name, value.toString());
        return this;
    }

    Settings url(URI url) {
        return set("url", url);
    }

    Settings credentials(String username, String password) {
        return set("username", username).set("password", password);
    }

    Settings pageSize(int size) {
        return set("page-size", size);
    }

    Settings readTimeout(Duration timeout) {
        return set("read-timeout", timeout);
    }

    DicomWebProperties build() {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("x", DicomWebProperties.class);
    }
}
