package io.epistle.console;

import java.util.List;

/// The plots of the page Home. Pure.
public final class HomePlots {
    private HomePlots() {}

    /// Orders and mails, week by week.
    public static Plot activity(Frame frame, List<HomeView.Week> weeks) {
        return new Plot(
                Plot.Kind.PANELS,
                weeks.stream().map(week -> frame.figures().date(week.from())).toList(),
                List.of(
                        new Plot.Series(
                                frame.say("home.activity.orders"),
                                weeks.stream().map(HomeView.Week::orders).toList()),
                        new Plot.Series(
                                frame.say("home.activity.messages"),
                                weeks.stream().map(HomeView.Week::messages).toList())));
    }
}
