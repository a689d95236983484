package io.epistle.console;

import java.util.Optional;

/// What every page gets beside its own content: where it is, how to say things, where its assets
/// are.
///
/// @param section which part of the console is lit; absent on pages of none, such as errors
/// @param title the page's title, without the product's name
/// @param standing what is said about the workspace
/// @param texts the words
/// @param figures the figures
/// @param telling the facts
/// @param assets the addresses of styles and scripts
/// @param plots whether the page draws plots and needs the library for it
public record Frame(
        Optional<Section> section,
        String title,
        Standing standing,
        Texts texts,
        Figures figures,
        Telling telling,
        AssetLinks assets,
        boolean plots) {
    /// A frame for a page without plots.
    public static Frame of(
            Optional<Section> section,
            String title,
            Standing standing,
            Texts texts,
            AssetLinks assets) {
        Figures figures = new Figures(texts, standing.zone(), standing.now());
        return new Frame(
                section,
                title,
                standing,
                texts,
                figures,
                new Telling(texts, figures),
                assets,
                false);
    }

    /// The same for a page with plots.
    public Frame withPlots() {
        return new Frame(section, title, standing, texts, figures, telling, assets, true);
    }

    /// The text under `key`.
    public String say(String key, Object... arguments) {
        return texts.say(key, arguments);
    }

    /// Whether `other` is the part of the console this page lies in.
    public boolean in(Section other) {
        return section.filter(lit -> lit == other).isPresent();
    }
}
