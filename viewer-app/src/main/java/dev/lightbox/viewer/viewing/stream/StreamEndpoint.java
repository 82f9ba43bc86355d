package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.security.sharing.SharePaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** Puts the stream at {@code /stream/{StudyInstanceUID}}, and for guests at the same place below their share. */
@Configuration
@EnableWebSocket
class StreamEndpoint implements WebSocketConfigurer {

    private final StreamSocketHandler handler;
    private final StreamHandshake handshake;

    StreamEndpoint(StreamSocketHandler handler, StreamHandshake handshake) {
        this.handler = handler;
        this.handshake = handshake;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        DefaultHandshakeHandler upgrade = new DefaultHandshakeHandler(new PlainUpgrade());
        upgrade.setSupportedProtocols(StreamHandshake.SUBPROTOCOL, StreamHandshake.FORMER_SUBPROTOCOL);
        registry.addHandler(handler, "/stream/*", SharePaths.SHARED + "/*/stream/*")
                .setHandshakeHandler(upgrade)
                // Spring's own check lets a handshake without an Origin pass; ours is stricter.
                .setAllowedOriginPatterns("*")
                .addInterceptors(handshake);
    }

    /**
     * Hides two things of the request from the container. The user: the container would close the socket itself when the HTTP session ends, with code
     * 1008, before or after our 4401; who is on the other end travels in the admission. And the wish for compression: pictures are compressed already,
     * deflating them again costs more than it saves.
     */
    private static final class PlainUpgrade extends StandardWebSocketUpgradeStrategy {

        @Override
        public void upgrade(
                ServerHttpRequest request,
                ServerHttpResponse response,
                @Nullable String selectedProtocol,
                List<WebSocketExtension> selectedExtensions,
                @Nullable Principal user,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            HttpServletRequest servletRequest = ((ServletServerHttpRequest) request).getServletRequest();
            ServerHttpRequest plain = new ServletServerHttpRequest(new PlainRequest(servletRequest));
            super.upgrade(plain, response, selectedProtocol, List.of(), null, handler, attributes);
        }
    }

    private static final class PlainRequest extends HttpServletRequestWrapper {

        PlainRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(WebSocketHttpHeaders.SEC_WEBSOCKET_EXTENSIONS)
                    ? Collections.emptyEnumeration()
                    : super.getHeaders(name);
        }
    }
}
