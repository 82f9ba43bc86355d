package dev.lightbox.viewer.config;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What Tomcat answers itself, to what is no proper request: the status and the headers that every answer has, without a page. */
final class BareErrorValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() >= 400 && response.getContentWritten() == 0 && response.setErrorReported()) {
            SecurityHeaders.addMissing(response);
        }
    }
}
