package dev.lightbox.viewer.dicomweb;

import dev.lightbox.viewer.TestSignIn;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Pictures from outside: a real server and a radiologist's real session; only the sign-in and the archive are the test's. */
@Import(TestSignIn.class)
abstract class PictureEndpointTest {

    @LocalServerPort
    int port;

    @Autowired
    MemoryStudySource source;

    PictureClient client;

    @BeforeEach
    void signIn() throws Exception {
        client = new PictureClient(port);
        client.signIn("radiologist");
    }

    @AfterEach
    void leave() {
        source.down(false);
        source.recover();
        client.close();
    }
}
