package io.epistle.liquid.tag;

/// What a tag of the product does when rendered. Implementations keep no state: one tag serves
/// every thread.
@FunctionalInterface
public interface CustomTag {

    /// Renders the tag.
    ///
    /// @param context variables, output and the enclosed body
    /// @throws io.epistle.liquid.LiquidFault where the values make no sense
    /// @throws io.epistle.liquid.RenderAborted to give the whole render up
    void render(TagContext context);
}
