package io.epistle.console;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

/// How answers leave: types, caching, compression, and nothing but headers for HEAD.
final class Replies {
    /// The methods that read.
    static final Predicate<Method> READS = Method.predicate(Method.GET, Method.HEAD);

    /// Smaller bodies fit one packet as they are.
    private static final int GZIP_FROM_BYTES = 1_400;

    private static final int DIGEST_LENGTH = 16;

    /// Pages show personal data: no cache may keep them.
    private static final String UNKEPT = "no-store";

    private Replies() {}

    /// The matcher of a path with parameters in braces.
    static PathMatcher path(String pattern) {
        return PathMatchers.create(pattern);
    }

    /// Sends a page.
    static void page(ServerRequest request, ServerResponse response, Status status, byte[] page) {
        text(request, response, status, "text/html; charset=utf-8", page);
    }

    /// Sends JSON.
    static void json(ServerRequest request, ServerResponse response, Status status, byte[] json) {
        text(request, response, status, "application/json", json);
    }

    /// Sends JSON with a digest of it, or only 304 where the caller has the same already.
    static void tagged(ServerRequest request, ServerResponse response, byte[] json) {
        String tag = '"' + digest(json) + '"';
        response.header(HeaderNames.ETAG, tag);
        if (request.headers().first(HeaderNames.IF_NONE_MATCH).filter(tag::equals).isPresent()) {
            response.status(Status.NOT_MODIFIED_304);
            response.send();
        } else {
            json(request, response, Status.OK_200, json);
        }
    }

    /// The beginning of a body's SHA-256: enough to tell versions of one thing apart.
    static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /// Sends text of any type that no cache may keep.
    static void text(
            ServerRequest request,
            ServerResponse response,
            Status status,
            String type,
            byte[] body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.header(HeaderNames.CACHE_CONTROL, UNKEPT);
        response.header(HeaderNames.VARY, "Accept-Encoding, HX-Request");
        if (body.length >= GZIP_FROM_BYTES && takesGzip(request)) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
            send(request, response, zip(body));
        } else {
            send(request, response, body);
        }
    }

    /// Sends a whole list as a CSV file, page by page, so that memory holds one page only.
    ///
    /// @param name the file's name, without path
    /// @param head the names of the columns
    /// @param page reads one page of the list
    /// @param row the fields of one item
    static <T> void csv(
            ServerResponse response,
            String name,
            List<String> head,
            Function<Paging, Slice<T>> page,
            Function<T, List<String>> row) {
        response.header(HeaderNames.CONTENT_TYPE, "text/csv; charset=utf-8");
        response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        response.header(HeaderNames.CACHE_CONTROL, UNKEPT);
        Slice<T> first = page.apply(new Paging(1, Paging.SIZE_MAX));
        try (Writer file =
                new OutputStreamWriter(response.outputStream(), StandardCharsets.UTF_8)) {
            file.write(Csv.line(head));
            for (int number = 1; number <= first.pages(); number++) {
                Slice<T> slice =
                        number == 1 ? first : page.apply(new Paging(number, Paging.SIZE_MAX));
                for (T item : slice.items()) {
                    file.write(Csv.line(row.apply(item)));
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// Sends a body, or for HEAD only its length.
    static void send(ServerRequest request, ServerResponse response, byte[] body) {
        if (request.prologue().method().equals(Method.HEAD)) {
            response.headers().contentLength(body.length);
            response.send();
        } else {
            response.send(body);
        }
    }

    /// Whether the client reads gzip.
    static boolean takesGzip(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.ACCEPT_ENCODING)
                .filter(it -> it.contains("gzip"))
                .isPresent();
    }

    /// The first value of a query parameter that is not blank, without space around it.
    static Optional<String> parameter(ServerRequest request, String name) {
        return request.query()
                .first(name)
                .asOptional()
                .map(String::strip)
                .filter(it -> !it.isEmpty());
    }

    /// The page that the query asks for; anything that is no page number is the first page.
    static Paging paging(ServerRequest request) {
        int page =
                parameter(request, "page")
                        .filter(it -> it.matches("\\d{1,6}"))
                        .map(Integer::parseInt)
                        .orElse(1);
        return Paging.page(Math.clamp(page, 1, Paging.PAGE_MAX));
    }

    private static byte[] zip(byte[] body) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return zipped.toByteArray();
    }
}
