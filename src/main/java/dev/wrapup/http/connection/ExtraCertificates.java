package dev.wrapup.http.connection;

import dev.wrapup.http.response.HttpFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// Adds CA certificates to the default trust store.
public final class ExtraCertificates {
  /// What systems trust by themselves is a thirtieth of that.
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private ExtraCertificates() {}

  /// Lets a client trust the certificates of a file as well.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS] if it holds none
  public static void extend(OkHttpClient.Builder builder, Path file) {
    Collection<? extends Certificate> certificates = certificates(file);
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int entry = 0;
      for (X509Certificate usual : trustManager(null).getAcceptedIssuers()) {
        store.setCertificateEntry("usual " + entry++, usual);
      }
      for (Certificate own : certificates) store.setCertificateEntry("own " + entry++, own);
      X509TrustManager manager = trustManager(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      builder.sslSocketFactory(context.getSocketFactory(), manager);
    } catch (IOException | GeneralSecurityException e) {
      throw unusable("the certificates in %s can't be used".formatted(file));
    }
  }

  /// The certificates of a file, of which there is one at least.
  public static Collection<? extends Certificate> certificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw unusable("%s is larger than %d MiB".formatted(file, MOST_BYTES >> 20));
      }
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes));
      if (!certificates.isEmpty()) return certificates;
    } catch (IOException e) {
      throw unusable(file + " can't be read");
    } catch (GeneralSecurityException e) {
      throw unusable("the certificates in %s can't be read".formatted(file));
    }
    throw unusable("there is no certificate in " + file);
  }

  private static HttpFailure unusable(String message) {
    return new HttpFailure(
        HttpFailure.Kind.SETTINGS, message, "give --ca-file a file of PEM certificates");
  }

  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) return x509;
    }
    throw new GeneralSecurityException("this Java has no X.509 trust manager");
  }
}
