package io.epistle.console;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Serves styles, scripts and drawings from memory: those named here and no other file of the class
/// path. Addresses hold a digest of the content, so answers may be kept for good.
final class AssetsEndpoint implements HttpService {
    /// Where assets lie.
    static final String PATH = "/assets";

    private static final String STYLE = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String DRAWING = "image/svg+xml";

    /// One file in memory, as it is and compressed. Its arrays are never written after
    /// construction.
    private static final class Asset {
        private final String type;
        private final String digest;
        private final byte[] content;
        private final byte[] zipped;

        private Asset(String type, byte[] content) {
            this.type = type;
            this.digest = Replies.digest(content);
            this.content = content;
            this.zipped = zip(content);
        }
    }

    private final SortedMap<String, Asset> assets = new TreeMap<>();

    /// Reads all assets from the class path.
    ///
    /// @throws IllegalStateException where the product was built without one
    AssetsEndpoint() {
        own("look.css", STYLE);
        own("console.css", STYLE);
        own("console.js", SCRIPT);
        own("plots.js", SCRIPT);
        own("favicon.svg", DRAWING);
        webJar("htmx.org", "dist/htmx.min.js", "htmx.js");
        // The smallest build of the library: lines, bars and axes are all that the console draws.
        webJar("echarts", "dist/echarts.simple.min.js", "echarts.js");
    }

    /// The addresses of all assets.
    AssetLinks links() {
        SortedMap<String, String> links = new TreeMap<>();
        assets.forEach((name, asset) -> links.put(name, PATH + "/" + asset.digest + "/" + name));
        return new AssetLinks(links);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path("/{digest}/{name}"), this::serve);
    }

    private void serve(ServerRequest request, ServerResponse response) {
        Optional<Asset> found =
                Optional.ofNullable(assets.get(request.path().pathParameters().get("name")))
                        .filter(it ->
                                it.digest.equals(request.path().pathParameters().get("digest")));
        if (found.isEmpty()) {
            response.next();
            return;
        }
        Asset asset = found.get();
        response.header(HeaderNames.CONTENT_TYPE, asset.type);
        response.header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
        response.header(HeaderNames.VARY, "Accept-Encoding");
        if (Replies.takesGzip(request)) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
            Replies.send(request, response, asset.zipped);
        } else {
            Replies.send(request, response, asset.content);
        }
    }

    private void own(String name, String type) {
        add(name, type, read("/io/epistle/console/assets/" + name));
    }

    private void webJar(String artifact, String file, String name) {
        Properties properties = new Properties();
        byte[] pom = read("/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties");
        try {
            properties.load(new java.io.ByteArrayInputStream(pom));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        String folder =
                "/META-INF/resources/webjars/"
                        + artifact
                        + "/"
                        + properties.getProperty("version")
                        + "/";
        add(name, SCRIPT, withoutMap(read(folder + file)));
    }

    /// A browser's developer tools would ask for the map and find none.
    private static byte[] withoutMap(byte[] script) {
        String text = new String(script, StandardCharsets.UTF_8);
        int map = text.lastIndexOf("//# sourceMappingURL=");
        return map < 0 ? script : text.substring(0, map).getBytes(StandardCharsets.UTF_8);
    }

    private void add(String name, String type, byte[] content) {
        assets.put(name, new Asset(type, content));
    }

    private static byte[] read(String path) {
        try (InputStream file = AssetsEndpoint.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("found no %s on the class path".formatted(path));
            }
            return file.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] zip(byte[] content) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip =
                new GZIPOutputStream(zipped) {
                    {
                        def.setLevel(Deflater.BEST_COMPRESSION);
                    }
                }) {
            gzip.write(content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return zipped.toByteArray();
    }

    /// The names of all assets.
    List<String> names() {
        return List.copyOf(assets.keySet());
    }
}
