using System.CommandLine;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Cli;

/// <summary>How much a search may take: workers, and what may stop it before it is complete; its verdicts are then "unknown".</summary>
internal sealed class LimitOptions
{
    private readonly Option<long?> _maxStates = new("--max-states") { Description = "Stops after this many states.", HelpName = "N" };
    private readonly Option<long?> _maxMemory = new("--max-memory")
    {
        Description = "Stops when states and table take this many MiB. Default: three quarters of the machine's memory, and in any case before it runs out.",
        HelpName = "MIB",
    };

    private readonly Option<double?> _timeout = new("--timeout") { Description = "Stops after this many seconds.", HelpName = "SECONDS" };

    private readonly Option<int?> _workers = CommonOptions.Number("--workers", 1, 64, "How many workers search; the result does not depend on it. Default: one a core.");

    public LimitOptions()
    {
        RequirePositive(_maxStates);
        RequirePositive(_maxMemory);
        RequirePositive(_timeout);
    }

    public IEnumerable<Option> All => [_maxStates, _maxMemory, _timeout, _workers];

    /// <summary>Those that only a search of all interleavings has.</summary>
    public IEnumerable<Option> OfStoredStates => [_maxStates, _maxMemory, _workers];

    /// <summary>Three quarters of the machine's memory.</summary>
    public static long DefaultMemoryBytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    public SearchLimits Read(ParseResult parse, CancellationToken cancellation)
    {
        var limits = new SearchLimits { Cancellation = cancellation };
        long memory = parse.GetValue(_maxMemory) * (1L << 20) ?? DefaultMemoryBytes;
        return limits with
        {
            Workers = parse.GetValue(_workers) ?? Environment.ProcessorCount,
            MaxMemoryBytes = memory,
            MaxStates = Math.Min(parse.GetValue(_maxStates) ?? limits.MaxStates, limits.MaxStates),
            MaxTime = parse.GetValue(_timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : limits.MaxTime,
        };
    }

    private static void RequirePositive<T>(Option<T?> option) where T : struct, IComparable<T> => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<T?>() is { } value && value.CompareTo(default) <= 0) result.AddError($"{option.Name}: give a number above 0");
    });
}
