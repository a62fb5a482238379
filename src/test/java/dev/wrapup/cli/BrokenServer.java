package dev.wrapup.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A server that gives tokens, and answers else what a test says.
abstract class BrokenServer {
  @AutoClose("stop")
  static final WireMockServer SERVER =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @BeforeEach
  void a_server_that_gives_tokens() {
    SERVER.resetAll();
    SERVER.stubFor(
        post("/oauth/token")
            .willReturn(okJson("{\"access_token\":\"t0k3n\",\"expires_in\":3600}")));
  }
}
