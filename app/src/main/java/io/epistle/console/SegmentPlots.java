package io.epistle.console;

import java.util.List;

/// The plots of one segment's page. Pure.
public final class SegmentPlots {
    private SegmentPlots() {}

    /// The segment's size over time.
    public static Plot history(Frame frame, List<SegmentView.SizeAt> history) {
        return new Plot(
                Plot.Kind.LINE,
                history.stream().map(it -> frame.figures().date(it.day())).toList(),
                List.of(
                        new Plot.Series(
                                frame.say("segments.size"),
                                history.stream().map(SegmentView.SizeAt::size).toList())));
    }

    /// Who entered and who left, day by day.
    public static Plot moves(Frame frame, List<SegmentView.SizeAt> history) {
        return new Plot(
                Plot.Kind.BARS,
                history.stream().map(it -> frame.figures().date(it.day())).toList(),
                List.of(
                        new Plot.Series(
                                frame.say("segment.entered"),
                                history.stream().map(SegmentView.SizeAt::entered).toList()),
                        new Plot.Series(
                                frame.say("segment.left"),
                                history.stream().map(SegmentView.SizeAt::left).toList())));
    }
}
