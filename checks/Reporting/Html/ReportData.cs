using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guarantees;

namespace RaceModel.Checks.Reporting.Html;

/// <summary>All that the report's page shows, as one JSON document.</summary>
internal sealed class ReportData
{
    private readonly TracePool _traces = new();
    private readonly Numbering<string> _explanations = new();
    private readonly ReportExplainer _explainer;

    private ReportData(ReportExplainer explainer) => _explainer = explainer;

    /// <summary>Comparisons with the run of each violation and its explanation.</summary>
    public static JObject Write(IReadOnlyList<ComparisonTable> tables, ComparisonBounds bounds, ReportExplainer explainer, GuaranteeTable? guarantees)
    {
        var data = new ReportData(explainer);
        var document = new JObject
        {
            ["modelVersion"] = TransitionSystem.ModelVersion,
            ["bounds"] = new JObject
            {
                ["pages"] = bounds.Pages,
                ["devices"] = bounds.Devices,
                ["rounds"] = bounds.Rounds,
                ["observer"] = Words.Of(bounds.Observer),
            },
            ["actors"] = new JArray(Enum.GetValues<Actor>().Select(ActorName.Of)),
            ["properties"] = new JArray(Enum.GetValues<Property>().Select(property => Write(property, bounds))),
            ["tables"] = new JArray(tables.Select(data.Write)),
        };
        document["explanations"] = new JArray(data._explanations.Values.Select(text => new JRaw(text)));
        document.Add(data._traces.Write());
        if (guarantees is not null) document["guarantees"] = GuaranteeJson.Write(guarantees);
        return document;
    }

    private static JObject Write(Property property, ComparisonBounds bounds) => new()
    {
        ["name"] = Words.Of(property),
        ["letters"] = property.Abbreviation(),
        ["violation"] = property.Violation(),
        ["judged"] = bounds.Properties.Contains(property),
    };

    private JObject Write(ComparisonTable table)
    {
        _explainer.Explain(table);
        return new()
        {
            ["title"] = table.Title,
            ["guests"] = new JArray(table.Guests.Select(guest => new JObject
            {
                ["name"] = guest.Name,
                ["program"] = guest.Text,
                ["source"] = guest.Source,
            })),
            ["rows"] = new JArray(table.Rows.Select(Write)),
        };
    }

    private JObject Write(ComparisonRow row)
    {
        Contender contender = row.Contender;
        JObject scenario = ScenarioJson.Write(row.Results[0].Scenario);
        scenario.Remove("guest");
        return new()
        {
            ["label"] = contender.Label,
            ["source"] = contender.Protocol.Unmap.Source,
            ["unmap"] = contender.Protocol.Unmap.Text,
            ["cost"] = CompareJson.Write(contender.Cost),
            ["scenario"] = scenario,
            ["cells"] = new JArray(row.Results.Select(Write)),
        };
    }

    /// <summary>The violated properties of a cell, and those of which the search could not tell; all others hold.</summary>
    private JObject Write(CheckResult result)
    {
        var cell = new JObject { ["states"] = result.States };
        foreach (Verdict verdict in result.Verdicts.Where(verdict => verdict.Kind != VerdictKind.Holds))
            cell[Words.Of(verdict.Property)] = verdict.Kind == VerdictKind.Violated ? Write(verdict) : verdict.Reason;
        return cell;
    }

    private JObject Write(Verdict verdict)
    {
        Trace trace = Trace.Run(TransitionSystem.Of(verdict.Scenario!), verdict.Processes!);
        var written = new JObject { ["trace"] = _traces.NumberOf(trace) };
        if (_explainer.Find(verdict) is { } explanation)
            written["explanation"] = _explanations.NumberOf(ExplanationJson.Write(explanation, "run", run => _traces.NumberOf(run)).ToString(Formatting.None));
        return written;
    }
}
