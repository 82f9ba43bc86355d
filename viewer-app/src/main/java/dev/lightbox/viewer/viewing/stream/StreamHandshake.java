package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.security.session.SessionId;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.StudyAudit;
import dev.lightbox.viewer.viewing.ViewableStudies;
import dev.lightbox.viewer.viewing.ViewableStudy;
import dev.lightbox.viewer.viewing.ViewingProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.WebUtils;

/**
 * Decides who may open a stream: a page of ours, for a signed-in user, to a study that they may view. Refuses with 401 without a session, 403 for a foreign
 * page, 404 for a study that is unknown or not allowed, 400 without the subprotocol, and 503 while the archive doesn't answer.
 */
@Component
class StreamHandshake implements HandshakeInterceptor {

    static final String SUBPROTOCOL = "lightbox.v2";

    /** Of pages that were open while the server was renewed: let in only to be told so, since a refused handshake tells a page nothing. */
    static final String FORMER_SUBPROTOCOL = "lightbox.v1";

    /** The query of a page that hasn't been asked for yet when the stream is: so nobody has asked the archive for this opening. */
    private static final String ANEW = "anew";

    /** The attribute of the socket that holds its {@link Admission}. */
    static final String ADMISSION = Admission.class.getName();

    private static final Logger log = LoggerFactory.getLogger(StreamHandshake.class);

    /** Who was let in to what. */
    record Admission(User user, String sessionId, ViewableStudy study) {}

    private final CurrentUser currentUser;
    private final ViewableStudies studies;
    private final StudyAudit audit;
    private final List<String> allowedOrigins;

    StreamHandshake(CurrentUser currentUser, ViewableStudies studies, StudyAudit audit, ViewingProperties properties) {
        this.currentUser = currentUser;
        this.studies = studies;
        this.audit = audit;
        this.allowedOrigins = properties.allowedOrigins();
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        HttpStatus refusal = admit(request, attributes);
        if (refusal == null) {
            return true;
        }
        response.setStatusCode(refusal);
        response.getHeaders().setCacheControl("no-store");
        return false;
    }

    private @Nullable HttpStatus admit(ServerHttpRequest request, Map<String, Object> attributes) {
        if (!isOurs(request)) {
            return HttpStatus.FORBIDDEN;
        }
        List<String> offered = new WebSocketHttpHeaders(request.getHeaders()).getSecWebSocketProtocol();
        if (!offered.contains(SUBPROTOCOL) && !offered.contains(FORMER_SUBPROTOCOL)) {
            return HttpStatus.BAD_REQUEST;
        }
        HttpServletRequest servletRequest = ((ServletServerHttpRequest) request).getServletRequest();
        Optional<String> session = SessionId.of(servletRequest);
        Optional<User> user = currentUser.get();
        if (session.isEmpty() || user.isEmpty()) {
            return HttpStatus.UNAUTHORIZED;
        }
        String path = request.getURI().getPath();
        String studyInstanceUid = path.substring(path.lastIndexOf('/') + 1);
        try {
            Optional<ViewableStudy> study = ANEW.equals(request.getURI().getQuery())
                    ? studies.open(user.get(), studyInstanceUid)
                    : studies.find(user.get(), studyInstanceUid);
            if (study.isEmpty()) {
                audit.denied(user.get(), studyInstanceUid, "stream");
                return HttpStatus.NOT_FOUND;
            }
            if (offered.contains(SUBPROTOCOL)) {
                // Others are let in only to be told that they are outdated.
                audit.opened(user.get(), study.get());
            }
            attributes.put(ADMISSION, new Admission(user.get(), session.get(), study.get()));
            return null;
        } catch (StudySourceException e) {
            log.warn("A stream can't be opened: {}", e.getMessage());
            return HttpStatus.SERVICE_UNAVAILABLE;
        } catch (AuditUnavailableException e) {
            log.error("A stream can't be opened", e);
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
    }

    /** Cookies come along with any page's handshake, and no preflight protects it: so the page must be ours. */
    private boolean isOurs(ServerHttpRequest request) {
        String origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        return origin != null && (WebUtils.isSameOrigin(request) || allowedOrigins.contains(origin));
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {
        // What was admitted travels in the socket's attributes.
    }
}
