package dev.wrapup.http.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/// Looks names up, and falls back to a name's last known addresses when it resolves no more: a
/// resolver that fails in the middle of a run is no reason to end it. A name that never resolved is
/// unknown. Safe for many threads.
public final class LastKnownDns implements Dns {
  private final Dns resolver;
  private final Map<String, List<InetAddress>> known = new ConcurrentHashMap<>();

  public LastKnownDns(Dns resolver) {
    this.resolver = resolver;
  }

  @Override
  public List<InetAddress> lookup(String name) throws UnknownHostException {
    try {
      List<InetAddress> addresses = resolver.lookup(name);
      known.put(name, addresses);
      return addresses;
    } catch (UnknownHostException e) {
      @Nullable List<InetAddress> last = known.get(name);
      if (last == null) throw e;
      return last;
    }
  }
}
