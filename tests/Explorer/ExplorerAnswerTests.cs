using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;
using Xunit;

namespace RaceModel.Tests.Explorer;

/// <summary>What the explorer shows is what the engines say.</summary>
public sealed class ExplorerAnswerTests(RunningExplorer explorer) : IClassFixture<RunningExplorer>
{
    private static readonly JObject Racing = new() { ["unmap"] = "two-call", ["guest"] = "racing-load" };

    [Fact]
    public async Task Position_shows_what_replay_shows()
    {
        Schedule schedule = FindSchedule(Property.NoTimeTravel);
        Trace trace = Replay.Run(schedule).Trace;

        JObject answer = await explorer.Ask("position", Place(trace, trace.Steps.Count));

        Assert.Equal(StateText.Lines(trace.System, trace.System.Initial), Lines(answer["initial"]!));
        Assert.Equal(schedule.Steps, answer["steps"]!.Select(step => (string)step["name"]!));
        JToken shown = ReplayJson.Write(schedule, Replay.Run(schedule), explanation: null)["steps"]!;
        for (int step = 0; step < trace.Steps.Count; step++)
        {
            JToken answered = answer["steps"]![step]!, said = shown[step]!;
            Assert.Equal((string?)said["sentence"], (string?)answered["sentence"]);
            Assert.Equal(said["changes"]!.Select(change => ((string)change!).Replace(" -> ", "|", StringComparison.Ordinal).Split('|')[1]), answered["changes"]!.Select(change => (string)change[1]!));
            Assert.True(JToken.DeepEquals(said["reads"], answered["reads"]));
            Assert.True(JToken.DeepEquals(said["writes"], answered["writes"]));
            Assert.True(JToken.DeepEquals(said["violated"], answered["violated"]));
        }

        Assert.True((bool)answer["isEnd"]!);
    }

    [Fact]
    public async Task Every_process_is_enabled_or_says_why_not()
    {
        Trace trace = Replay.Run(FindSchedule(Property.NoTimeTravel)).Trace;
        for (int step = 0; step <= trace.Steps.Count; step++)
        {
            JObject answer = await explorer.Ask("position", Place(trace, step));
            State state = trace.StateAfter(step);
            string[] enabled = [.. Enumerable.Range(0, trace.System.ProcessCount).Select(process =>
            {
                State after = state;
                return trace.System.TryTransition(ref after, process)?.Step.Name;
            }).OfType<string>()];

            Assert.Equal(enabled, answer["enabled"]!.Select(next => (string)next["name"]!));
            Assert.Equal(trace.System.ProcessCount, enabled.Length + answer["waiting"]!.Count());
            Assert.All(answer["waiting"]!, waiting => Assert.NotEmpty((string)waiting["guard"]!));
        }
    }

    [Fact]
    public async Task Reach_gives_the_shortest_way_to_each_violation()
    {
        CheckResult result = new Checker(new SearchLimits()).Check(ScenarioOf(), PropertySet.All);

        JObject answer = await explorer.Ask("reach", new() { ["scenario"] = Racing, ["path"] = "" });

        Assert.Equal(result.States, (long)answer["states"]!);
        foreach (JToken said in answer["properties"]!)
        {
            Assert.True(Words.TryParse((string)said["name"]!, out Property property));
            Assert.Equal(Words.Of(result[property].Kind), (string?)said["verdict"]);
            Assert.Equal(result[property].Length, ((string?)said["path"])?.Length);
            if (result[property].Kind == VerdictKind.Violated) await AssertEndsIn(property, (string)said["path"]!);
        }
    }

    [Fact]
    public async Task Reach_from_the_middle_goes_on_to_the_violation()
    {
        Trace trace = Replay.Run(FindSchedule(Property.NoTimeTravel)).Trace;
        JObject place = Place(trace, trace.Steps.Count / 2);

        JObject answer = await explorer.Ask("reach", place);

        string way = (string)answer["properties"]!.Single(said => (string)said["name"]! == "no-time-travel")["path"]!;
        Assert.Equal(trace.Steps.Count - (trace.Steps.Count / 2), way.Length);
        await AssertEndsIn(Property.NoTimeTravel, ((string)place["path"]!)[..(trace.Steps.Count / 2)] + way);
    }

    [Fact]
    public async Task Reach_says_unknown_where_a_bound_stops_it()
    {
        using var bounded = new RunningExplorer(new SearchLimits { MaxStates = 100 }, start: null);

        JObject answer = await bounded.Ask("reach", new() { ["scenario"] = Racing, ["path"] = "" });

        Assert.Equal("100 states", (string?)answer["stoppedAfter"]);
        Assert.Contains(answer["properties"]!, said => (string)said["verdict"]! == "unknown");
        Assert.DoesNotContain(answer["properties"]!, said => (string)said["verdict"]! == "holds");
    }

    [Fact]
    public async Task Saved_schedule_opens_where_it_was_saved()
    {
        Schedule schedule = FindSchedule(Property.NoTimeTravel);

        JObject opened = await explorer.Ask("open", JObject.Parse(ScheduleJson.Write(schedule)));
        JObject saved = await explorer.Ask("save", opened.Without("problem"));

        Assert.Null((string?)opened["problem"]);
        Assert.Equal("two-call", (string?)opened["scenario"]!["unmap"]);
        Assert.Equal(schedule.Steps, saved["steps"]!.Values<string>());
        Schedule read = ScheduleJson.Read(JsonFile.Parse("saved", saved.ToString()));
        Assert.Equal(ScenarioKey.Of(schedule.Scenario), ScenarioKey.Of(read.Scenario));
        Assert.Null(Replay.Run(read).Divergence);
    }

    [Fact]
    public async Task Schedule_that_cannot_be_followed_opens_as_far_as_it_can()
    {
        JObject schedule = JObject.Parse(ScheduleJson.Write(FindSchedule(Property.NoTimeTravel)));
        schedule["steps"]![20] = "iommu renamed dma=1";

        JObject opened = await explorer.Ask("open", schedule);

        Assert.Equal(20, (int)opened["step"]!);
        Assert.StartsWith("step 21: expected 'iommu renamed dma=1', but ", (string?)opened["problem"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hardware_that_no_catalogue_names_stays_as_it_was()
    {
        Scenario scenario = ScenarioOf() with { Hardware = ShippedEntries.Hardware("vtd") with { IsolateAfter = 1 } };
        var schedule = new Schedule(scenario, TransitionSystem.ModelVersion, Violated: null, Steps: []);

        JObject saved = await explorer.Ask("save", (await explorer.Ask("open", JObject.Parse(ScheduleJson.Write(schedule)))).Without("problem"));

        Assert.Equal(1, (int)saved["scenario"]!["hardware"]!["vtd"]!["isolateAfter"]!);
    }

    private async Task AssertEndsIn(Property property, string path)
    {
        JObject place = new() { ["scenario"] = Racing, ["path"] = path };
        Schedule schedule = ScheduleJson.Read(JsonFile.Parse("saved", (await explorer.Ask("save", place)).ToString()));
        Assert.Null(Replay.Run(schedule with { Violated = property }).Divergence);
    }

    private static Scenario ScenarioOf() => FindSchedule(Property.NoUnrecoverableFault).Scenario;

    private static Schedule FindSchedule(Property property)
    {
        var scenario = new Scenario
        {
            Hardware = ShippedEntries.Hardware("vtd"),
            Protocol = new()
            {
                Enable = ShippedEntries.Enable("linux"),
                Query = ShippedEntries.Query("clear-flush"),
                Unmap = ShippedEntries.Unmap("two-call"),
            },
            Guest = ShippedEntries.Guest("racing-load"),
        };
        return new Checker(new SearchLimits()).Check(scenario, PropertySet.Of(property))[property].Counterexample!;
    }

    private static JObject Place(Trace trace, int step) => new()
    {
        ["scenario"] = Racing,
        ["path"] = string.Concat(trace.Steps.Select(taken => taken.Process)),
        ["step"] = step,
    };

    private static IEnumerable<string> Lines(JToken pairs) => pairs.Select(pair => $"{pair[0]}: {pair[1]}");
}
