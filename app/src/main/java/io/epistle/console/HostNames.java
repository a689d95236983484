package io.epistle.console;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The names this server answers to. A page elsewhere can point a name of its own at this machine
/// ("DNS rebinding") and then read answers as if they were its own; it cannot do so with an address
/// of digits, nor with `localhost`, nor with a name that the operator owns. So requests under any
/// other name are refused.
///
/// @param own the operator's names, without port
public record HostNames(List<String> own) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    public HostNames {
        own = own.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /// Whether this `Host` header has a name of the operator's.
    boolean isOwn(String host) {
        return own.contains(PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT));
    }

    /// Whether a request with this `Host` header is answered.
    public boolean accept(String host) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || IPV4.matcher(name).matches()
                || IPV6.matcher(name).matches()
                || own.contains(name);
    }
}
