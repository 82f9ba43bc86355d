package dev.lightbox.viewer.config;

import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SpringBootTest
class AnonymousRequestTest {

    @Autowired
    WebApplicationContext context;

    private MockMvc mvc;

    @BeforeEach
    void mvc() {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @Test
    void signsInFirst() throws Exception {
        mvc.perform(get("/viewer").param("StudyInstanceUIDs", "1.2.3"))
                .andExpect(status().isFound())
                .andExpect(redirectedUrl("/oauth2/authorization/lightbox"));
    }

    @Test
    void isRefusedWithoutARedirectOnAStream() throws Exception {
        mvc.perform(get("/stream/1.2.3")).andExpect(status().isUnauthorized());
    }
}
