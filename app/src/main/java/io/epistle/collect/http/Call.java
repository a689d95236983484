package io.epistle.collect.http;

import io.epistle.event.EventType;

import java.util.Optional;

/// What a request to the collection asks for, told from its method and path alone. The paths are
/// those of the Segment HTTP tracking API.
sealed interface Call {
    /// One event of a type, as the body.
    record One(EventType type) implements Call {}

    /// A list of events, as the body.
    record Batch() implements Call {}

    /// Figures that an SDK reports about itself: taken and forgotten.
    record Metrics() implements Call {}

    /// What Segment's browser SDK asks for before it sends anything.
    record Settings(String writeKey) implements Call {}

    /// What RudderStack's browser SDK asks for before it sends anything.
    record SourceConfig() implements Call {}

    /// One event in the query of an image, counted where `counted`; HEAD only asks for the image.
    record Pixel(EventType type, boolean counted) implements Call {}

    /// A browser asks whether a page may send here.
    record Preflight() implements Call {}

    /// A path of ours with a method that it does not know.
    record WrongMethod(String expected) implements Call {}

    /// No path of ours.
    record Unknown() implements Call {}

    /// Where RudderStack's browser SDK asks for its configuration.
    String SOURCE_CONFIG = "/sourceConfig";

    /// Whether a path belongs to the collection.
    static boolean isOurs(String path) {
        return path.startsWith("/v1/")
                || path.startsWith("/beacon/")
                || path.startsWith("/pixel/")
                || withoutSlash(path).equals(SOURCE_CONFIG);
    }

    /// What a method asks of a path, which may end in one slash more.
    static Call of(String method, String path) {
        String plain = withoutSlash(path);
        if (method.equals("OPTIONS")) {
            return new Preflight();
        }
        boolean reads = method.equals("GET") || method.equals("HEAD");
        Optional<EventType> pixel = pixel(plain);
        if (pixel.isPresent()) {
            return reads ? new Pixel(pixel.get(), method.equals("GET")) : new WrongMethod("GET");
        }
        Optional<String> settings = settings(plain);
        if (settings.isPresent()) {
            return reads ? new Settings(settings.get()) : new WrongMethod("GET");
        }
        if (plain.equals(SOURCE_CONFIG)) {
            return reads ? new SourceConfig() : new WrongMethod("GET");
        }
        Call posted = posted(plain);
        return posted instanceof Unknown || method.equals("POST")
                ? posted
                : new WrongMethod("POST");
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") && path.length() > 1
                ? path.substring(0, path.length() - 1)
                : path;
    }

    private static Call posted(String path) {
        return switch (path) {
            case "/v1/batch", "/v1/import", "/v1/b", "/beacon/v1/batch" -> new Batch();
            case "/v1/m" -> new Metrics();
            case "/v1/i" -> new One(EventType.IDENTIFY);
            case "/v1/t" -> new One(EventType.TRACK);
            case "/v1/p" -> new One(EventType.PAGE);
            case "/v1/s" -> new One(EventType.SCREEN);
            case "/v1/g" -> new One(EventType.GROUP);
            case "/v1/a" -> new One(EventType.ALIAS);
            default ->
                    path.startsWith("/v1/")
                            ? type(path.substring("/v1/".length()))
                                    .<Call>map(One::new)
                                    .orElseGet(Unknown::new)
                            : new Unknown();
        };
    }

    private static Optional<EventType> pixel(String path) {
        for (String start : new String[] {"/v1/pixel/", "/pixel/v1/"}) {
            if (path.startsWith(start)) {
                return type(path.substring(start.length()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> settings(String path) {
        String start = "/v1/projects/";
        String end = "/settings";
        return path.startsWith(start)
                        && path.endsWith(end)
                        && path.length() > start.length() + end.length()
                ? Optional.of(path.substring(start.length(), path.length() - end.length()))
                : Optional.empty();
    }

    /// The type of that name, as a batch's items and the paths write it.
    static Optional<EventType> type(String name) {
        return switch (name) {
            case "identify" -> Optional.of(EventType.IDENTIFY);
            case "track" -> Optional.of(EventType.TRACK);
            case "page" -> Optional.of(EventType.PAGE);
            case "screen" -> Optional.of(EventType.SCREEN);
            case "group" -> Optional.of(EventType.GROUP);
            case "alias" -> Optional.of(EventType.ALIAS);
            default -> Optional.empty();
        };
    }
}
