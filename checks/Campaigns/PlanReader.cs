using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Campaigns;

/// <summary>Reads lists of strategies: <c>"exhaustive"</c>, <c>"portfolio"</c>, or an object where a strategy has numbers of its own.</summary>
internal static class PlanReader
{
    private const string Shape = "a list of strategies as 'strategies'";
    private static readonly string[] Keys = ["strategy", "strategyValue", .. Budgets.Keys];

    // Coyote's names of strategies that go by their papers' names here.
    private static readonly Dictionary<string, Strategy> CoyoteWords = new(StringComparer.Ordinal)
    {
        ["prioritization"] = Strategy.Pct,
        ["fair-prioritization"] = Strategy.FairPct,
        ["delay-bounding"] = Strategy.DelayBounded,
    };

    /// <summary>All words that name a strategy.</summary>
    public static IReadOnlyList<string> AllWords { get; } = [Words.Of(TestEngine.Exhaustive), .. Words.All<Strategy>(), .. CoyoteWords.Keys];

    /// <summary>The plans of a scenario or, if it lists none, those of the file; each search first, then the portfolio, if neither does.</summary>
    public static IReadOnlyList<TestPlan> Read(JsonEntry entry, TestPlan budget)
    {
        if (entry.Find("strategies") is not { } value)
            return [budget with { Engine = TestEngine.Exhaustive }, budget with { Engine = TestEngine.Systematic, Strategy = Strategy.Portfolio }];
        if (value is not JArray list) throw entry.File.WrongType(value, Shape);
        if (list.Count == 0) throw entry.File.Wrong(value, "there is no strategy; expected at least one");
        return [.. list.Select(item => ReadItem(entry.File, item, budget))];
    }

    /// <summary>The plan with another strategy; false if the word names none.</summary>
    public static bool TryNamed(string word, TestPlan plan, out TestPlan named)
    {
        bool exhaustive = word == Words.Of(TestEngine.Exhaustive);
        bool known = CoyoteWords.TryGetValue(word, out Strategy strategy) || Words.TryParse(word, out strategy);
        named = exhaustive ? plan with { Engine = TestEngine.Exhaustive, StrategyValue = null }
            : plan with { Engine = TestEngine.Systematic, Strategy = strategy, StrategyValue = null };
        return exhaustive || known;
    }

    /// <summary>What is wrong with a strategy's number; null if nothing is.</summary>
    public static string? FindErrorInValue(TestPlan plan, int number)
    {
        if (plan.Engine == TestEngine.Exhaustive || plan.Strategy.Value() is not { } value) return $"strategy '{plan.Label}' takes no value";
        return number < value.Least || number > value.Most
            ? $"{number} is no value of strategy '{Words.Of(plan.Strategy)}' ({value.Name}); expected {value.Least} to {value.Most}"
            : null;
    }

    private static TestPlan ReadItem(JsonFile file, JToken item, TestPlan budget)
    {
        const string Expected = "the name of a strategy, or an object with 'strategy'";
        if (item is not JObject) return Named(file, item, file.TextOf(item, Expected), budget);

        var entry = new JsonEntry(file, item, "strategy", "strategies", Keys);
        JToken name = entry.Require("strategy", "the name of a strategy");
        TestPlan plan = Named(file, name, file.TextOf(name, "the name of a strategy as 'strategy'"), Budgets.Read(entry, budget));
        if (entry.Find("strategyValue") is not { } value) return plan;

        int number = entry.Number("strategyValue", int.MaxValue, otherwise: 0);
        return FindErrorInValue(plan, number) is { } error ? throw file.Wrong(value, error) : plan with { StrategyValue = number };
    }

    private static TestPlan Named(JsonFile file, JToken place, string word, TestPlan budget) =>
        TryNamed(word, budget, out TestPlan plan) ? plan : throw file.Wrong(place, NearestName.Unknown("strategy", word, AllWords));
}
