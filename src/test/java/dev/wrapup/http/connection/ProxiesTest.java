package dev.wrapup.http.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wrapup.http.response.HttpFailure;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which proxy is used is what curl takes the variables for, or an error that tells no password.
class ProxiesTest {
  private static final URI API = URI.create("https://api.example.com");

  private static Proxies with(String proxy) {
    return Proxies.of(API, Map.of("HTTPS_PROXY", proxy));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", "HTTPS", "socks", "socks4", "socks4a", "socks5", "socks5h"})
  void a_proxy_that_is_not_spoken_to_in_http_is_refused(String kind) {
    for (String variable : List.of("HTTPS_PROXY", "https_proxy")) {
      for (String user : List.of("", "me:hunter2@", "me:hun#ter2@")) {
        String proxy = kind + "://" + user + "proxy.example:3128";

        HttpFailure failure =
            catchThrowableOfType(HttpFailure.class, () -> Proxies.of(API, Map.of(variable, proxy)));

        assertThat(failure.message())
            .isEqualTo(
                variable
                    + " names a proxy of the kind "
                    + kind.toLowerCase(Locale.ROOT)
                    + "://, and only http:// is supported");
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.SETTINGS);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "me:hunter%2@", "me:100%@", "me:hun%zzter2@", "me:hun@ter2@", "me:hun#ter2@",
            "me:hun/ter2@",
        "me:hun?ter2@", "me:hun ter2@", "me:hun[ter2@", "me:hun\\ter2@", "m/e:hunter2@", "hun#ter2@"
      })
  void what_an_address_takes_for_something_else_has_to_be_percent_encoded(String user) {
    for (String scheme : List.of("http://", "")) {
      HttpFailure failure =
          catchThrowableOfType(HttpFailure.class, () -> with(scheme + user + "proxy.example:3128"));

      assertThat(failure.next()).startsWith("write it percent-encoded: ");
      assertThat(failure.message()).contains("HTTPS_PROXY").doesNotContain("hun", "100");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "me:hunter2, me:hunter2",
    "me:p%25%40%23%2F%3Aw, me:p%@#/:w",
    "me:a:b+c~d, me:a:b+c~d",
    "me, me:",
    "me:, me:"
  })
  void a_user_and_password_are_decoded(String written, String meant) {
    Proxies proxies = with("http://" + written + "@proxy.example:3128");

    String header = proxies.login().orElseThrow().reveal();
    assertThat(new String(Base64.getDecoder().decode(header.substring("Basic ".length())), UTF_8))
        .isEqualTo(meant);
    assertThat(proxies.address()).contains(URI.create("http://proxy.example:3128"));
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.example, http://proxy.example:80",
    "proxy.example:3128, http://proxy.example:3128",
    "HTTP://proxy.example:3128/, http://proxy.example:3128",
    "http://[fd00::1]:3128, http://[fd00::1]:3128",
    "10.0.0.1:3128, http://10.0.0.1:3128"
  })
  void an_address_may_lack_its_scheme_and_port(String written, String address) {
    assertThat(with(written).address()).contains(URI.create(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://", "http://:3128", "http://a b", "ftp://proxy.example", "http://a:99999"})
  void what_is_no_address_is_refused(String proxy) {
    HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> with(proxy));

    assertThat(failure.message()).isEqualTo("HTTPS_PROXY is not the address of a proxy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*                            | https://api.example.com",
        "a.example *                  | https://api.example.com",
        "api.example.com              | https://api.example.com",
        "API.Example.COM              | https://api.example.com",
        "example.com                  | https://API.EXAMPLE.com",
        ".example.com                 | https://api.example.com",
        ".example.com                 | https://example.com",
        "*.example.com                | https://api.example.com",
        "*.example.com                | https://a.b.example.com",
        "example.com.                 | https://api.example.com",
        "other, example.com           | https://api.example.com",
        "other example.com            | https://api.example.com",
        ",,other,  example.com,       | https://api.example.com",
        "example.com:443              | https://api.example.com",
        "*.example.com:8443           | https://api.example.com:8443",
        "*:443                        | https://api.example.com",
        "10.1.2.3                     | https://10.1.2.3",
        "10.1.2.3:8443                | https://10.1.2.3:8443",
        "10.0.0.0/8                   | https://10.1.2.3",
        "192.168.128.0/17             | https://192.168.255.1",
        "10.1.2.3/32                  | https://10.1.2.3",
        "0.0.0.0/0                    | https://10.1.2.3",
        "fd00::/8                     | https://[fd12:3456::1]",
        "[fd00::]/8                   | https://[fd12:3456::1]",
        "2001:db8::/33                | https://[2001:DB8:7fff::1]",
        "2001:db8:0:0::1              | https://[2001:db8::1]",
        "[2001:db8::1]                | https://[2001:db8::1]",
        "[2001:db8::1]:8443           | https://[2001:db8::1]:8443",
      })
  void an_entry_of_no_proxy_is_for_a_host(String entries, String target) {
    assertThat(chosen(entries, target).address()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                           | https://api.example.com",
        "' , '                        | https://api.example.com",
        ".                            | https://api.example.com",
        "*.                           | https://api.example.com",
        "pi.example.com               | https://api.example.com",
        "api.example                  | https://api.example.com",
        "b.example.com                | https://api.example.com",
        "a*.example.com               | https://api.example.com",
        "example.com:8443             | https://api.example.com",
        "example.com:443              | https://api.example.com:8443",
        "example.com:99999            | https://api.example.com",
        "2.3                          | https://10.1.2.3",
        "10.1.2.4                     | https://10.1.2.3",
        "10.0.0.0/16                  | https://10.1.2.3",
        "192.168.128.0/17             | https://192.168.127.1",
        "10.0.0.0/33                  | https://10.0.0.0",
        "10.0.0.0/999                 | https://10.0.0.0",
        "10.0.0.0/8                   | https://10.example.com",
        "10.0.0.0/8                   | https://[a00::1]",
        "0.0.0.0/0                    | https://[fd00::1]",
        "2001:db8::/33                | https://[2001:db8:8000::1]",
        "2001:db8::1                  | https://[2001:db8::2]",
        "[2001:db8::1]:443            | https://[2001:db8::1]:8443",
        "999.1.1.1                    | https://api.example.com"
      })
  void an_entry_of_no_proxy_is_for_no_other_host(String entries, String target) {
    assertThat(chosen(entries, target).address()).contains(URI.create("http://proxy.example:3128"));
  }

  private static Proxies chosen(String entries, String target) {
    Proxies upper =
        Proxies.of(
            URI.create(target),
            Map.of("HTTPS_PROXY", "http://proxy.example:3128", "NO_PROXY", entries));
    Proxies lower =
        Proxies.of(
            URI.create(target),
            Map.of("https_proxy", "http://proxy.example:3128", "no_proxy", entries));
    assertThat(lower).isEqualTo(upper);
    return upper;
  }

  @Test
  void loopback_never_goes_through_a_proxy() {
    for (String target : List.of("http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1")) {
      Proxies proxies = Proxies.of(URI.create(target), Map.of("HTTPS_PROXY", "socks5://nowhere"));

      assertThat(proxies.address()).isEmpty();
    }
  }
}
