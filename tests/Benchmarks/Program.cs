using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RaceModel.Benchmarks;
using RaceModel.Checks.Exploration;
using RaceModel.Tests.Peers;

Console.WriteLine(args switch
{
    ["search", var model, var workers] => Search(PeerModels.Search, model, Number(workers)),
    ["search-reduced", var model, var workers] => Search(PeerModels.SearchReduced, model, Number(workers)),
    ["reads", var bytes] => JsonSerializer.Serialize(RandomReads.Measure(Number(bytes)), Figures.Default.ReadFigures),
    ["handovers"] => JsonSerializer.Serialize(Handovers.Measure(), Figures.Default.HandoverFigures),
    _ => throw new ArgumentException("give: search MODEL WORKERS, search-reduced MODEL WORKERS, reads BYTES, or: handovers", nameof(args)),
});

static string Search(Func<string, SearchLimits, ISearchExtent> search, string model, long workers)
{
    TimeSpan processorStart = Environment.CpuUsage.TotalTime;
    var watch = Stopwatch.StartNew();
    ISearchExtent found = search(model, new SearchLimits { Workers = (int)workers });
    double seconds = watch.Elapsed.TotalSeconds, processorSeconds = (Environment.CpuUsage.TotalTime - processorStart).TotalSeconds;
    if (found.Frontier > 0) throw new InvalidOperationException("the search is not complete");

    var figures = new SearchFigures(model, workers, found.StateCount, found.Transitions, found.Depth, seconds, processorSeconds, found.Bytes);
    return JsonSerializer.Serialize(figures, Figures.Default.SearchFigures);
}

static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
