using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Explanations;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Reporting;
using RaceModel.Checks.Reporting.Html;
using RaceModel.Tests.Golden;
using Xunit;

namespace RaceModel.Tests.Reporting.Html;

/// <summary>The report of the whole catalogue is complete, says what replay says, and needs nothing but itself.</summary>
public sealed partial class ReportPageTests
{
    private const int MostBytes = 5_000_000;

    private static readonly Lazy<string> Page = new(() => Write(CatalogueTables.Tables, explains: false));
    private static readonly Lazy<PageData> Data = new(() => new(Page.Value));

    [Fact]
    public void Every_verdict_is_in_the_page()
    {
        Assert.Equal(CatalogueTables.Tables.Count, Data.Value.Document["tables"]!.Count());
        foreach ((ComparisonTable table, ComparisonRow row, CheckResult result) in Cells())
        {
            JObject cell = Data.Value.CellOf(table.Title, row.Contender.Label, result.Scenario.Guest.Name);
            Assert.Equal(result.Violated.Items().Select(Words.Of), cell.Properties().Where(property => property.Value is JObject).Select(property => property.Name));
            Assert.Equal(result.States, (long)cell["states"]!);
        }
    }

    [Fact]
    public void Steps_and_values_are_those_of_replay()
    {
        var lines = new Dictionary<(int Dmas, State State), string>();
        int violations = 0;
        foreach ((ComparisonTable table, ComparisonRow row, CheckResult result) in Cells())
        {
            JObject cell = Data.Value.CellOf(table.Title, row.Contender.Label, result.Scenario.Guest.Name);
            foreach (Verdict verdict in result.Verdicts.Where(verdict => verdict.Kind == VerdictKind.Violated))
            {
                violations++;
                ReplayResult replay = Replay.Run(verdict.Counterexample!);
                PageRun run = Data.Value.RunOf((int)cell[Words.Of(verdict.Property)]!["trace"]!);

                Assert.Null(replay.Divergence);
                Assert.Equal(replay.Trace.Steps.Select(Describe), run.Steps);
                Assert.Equal(Enumerable.Range(0, replay.Trace.Steps.Count + 1).Select(step => Lines(replay.Trace, step)), run.States);
            }
        }

        Assert.True(violations > 12_000, $"only {violations} violations");

        string Lines(Trace trace, int step)
        {
            // All scenarios have the same bounds, so nothing else of them is in the text, which is the slow part.
            (int, State) key = (trace.System.Scenario.Guest.Dmas.Length, trace.StateAfter(step));
            if (!lines.TryGetValue(key, out string? text)) lines.Add(key, text = string.Join('\n', StateText.Lines(trace.System, key.Item2)));
            return text;
        }
    }

    [Fact]
    public void Page_is_small_and_needs_nothing_else()
    {
        string page = Page.Value, style = Between(page, "<style>", "</style>"), script = Between(page, "<script>", "</script>");

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, MostBytes);
        Assert.Contains($"default-src 'none'; style-src {HashOf(style)}; script-src {HashOf(script)};", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(Reference(), page);
    }

    [Fact]
    public void Page_is_the_same_every_time()
    {
        ComparisonTable table = CatalogueTables.Tables[0];
        ComparisonTable[] tables = [table with { Rows = [.. table.Rows.Take(2)] }];
        Assert.Equal(Write(tables, explains: true), Write(tables, explains: true));
    }

    [Fact]
    public void Unknown_verdicts_are_said_to_be_unknown()
    {
        TablePlan plan = CatalogueTables.Plans[0] with { Contenders = [CatalogueTables.Plans[0].Contenders[1]], Guests = [ShippedEntries.Guest("racing")] };
        IReadOnlyList<ComparisonTable> tables = new Comparer(CatalogueTables.Bounds, new SearchLimits { MaxStates = 500 }).Compare([plan], _ => { });

        JObject cell = new PageData(Write(tables, explains: true)).CellOf(plan.Title, "two-call", "racing");

        Assert.Equal("stopped after 500 states", (string?)cell["no-lost-write"]);
        Assert.IsType<JObject>(cell["no-unrecoverable-fault"]);
    }

    [Fact]
    public void Explanations_are_those_of_explain_and_each_what_if_keeps_the_property()
    {
        // The rows of the README, for the guests that race.
        ComparisonTable whole = CatalogueTables.Tables[0];
        int[] guests = [.. Enumerable.Range(0, whole.Guests.Count).Where(index => whole.Guests[index].Name is "racing-load" or "quiesced")];
        ComparisonTable table = whole with
        {
            Guests = [.. guests.Select(index => whole.Guests[index])],
            Rows = [.. whole.Rows.Select(row => row with { Results = [.. guests.Select(index => row.Results[index])] })],
        };
        var data = new PageData(Write([table], explains: true));
        int whatIfs = 0;
        foreach ((ComparisonRow row, CheckResult result) in table.Rows.SelectMany(row => row.Results.Select(result => (row, result))))
        {
            JObject cell = data.CellOf(table.Title, row.Contender.Label, result.Scenario.Guest.Name);
            foreach (Verdict verdict in result.Verdicts.Where(verdict => verdict.Kind == VerdictKind.Violated))
            {
                JObject shown = (JObject)data.Document["explanations"]![(int)cell[Words.Of(verdict.Property)]!["explanation"]!]!.DeepClone();
                foreach (JProperty run in shown.Descendants().OfType<JProperty>().Where(property => property.Name == "run").ToList())
                {
                    PageRun reordered = data.RunOf((int)run.Value);
                    var schedule = new Schedule(result.Scenario, TransitionSystem.ModelVersion, Violated: null, [.. reordered.Steps.Select(step => step.Name)]);
                    ReplayResult replay = Replay.Run(schedule);
                    Assert.Null(replay.Divergence);
                    Assert.DoesNotContain(replay.Trace.Steps, step => step.Transition.Violated.Contains(verdict.Property));
                    run.Replace(new JProperty("steps", new JArray(schedule.Steps)));
                    whatIfs++;
                }

                Explanation explanation = new Explainer(result.Scenario, new SearchLimits()).Explain(
                    Trace.Run(TransitionSystem.Of(result.Scenario), verdict.Processes!), verdict.Property, changesProtocol: false);
                Assert.Equal(ExplanationJson.Write(explanation).Without("sources").ToString(), shown.ToString());
            }
        }

        Assert.True(whatIfs > 20, $"only {whatIfs} other orders");
    }

    private static string Write(IReadOnlyList<ComparisonTable> tables, bool explains) => ReportPage.Write(
        tables, CatalogueTables.Bounds, new(new SearchLimits { Cancellation = new(canceled: !explains), Workers = 2 }, repairs: false, _ => { }));

    private static IEnumerable<(ComparisonTable Table, ComparisonRow Row, CheckResult Result)> Cells() =>
        from table in CatalogueTables.Tables from row in table.Rows from result in row.Results select (table, row, result);

    private static PageStep Describe(TraceStep step)
    {
        (Step taken, PropertySet violated, Footprint footprint) = step.Transition;
        return new(
            taken.Name, taken.Actor, StepLabel.Of(taken), taken.ToString(), StepSource.Of(taken).ToString(), string.Join(", ", footprint.Reads.Items()),
            string.Join(", ", footprint.Writes.Items()), string.Join(' ', violated.Items().Select(Words.Of)));
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Between(string page, string start, string end)
    {
        int first = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return page[first..page.IndexOf(end, first, StringComparison.Ordinal)];
    }

    // The name of the SVG namespace is no reference: nothing is fetched from there.
    [GeneratedRegex("""(?:src|href)=["'](?!#)|url\(|@import|https?://(?!www\.w3\.org/2000/svg)""")]
    private static partial Regex Reference();
}
