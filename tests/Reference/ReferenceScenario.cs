namespace RaceModel.Tests.Reference;

/// <summary>The hardware profile of a scenario. Defaults: a second-stage table with switchable tracking.</summary>
internal sealed record ReferenceHardware
{
    /// <summary>"switch" or "always".</summary>
    public string Tracking { get; init; } = "switch";

    public bool NewMappingDirty { get; init; }

    /// <summary>"revalidate", "blind-or" or "write-back".</summary>
    public string DirtyUpdate { get; init; } = "revalidate";

    /// <summary>"writes" or "none".</summary>
    public string Drain { get; init; } = "writes";

    /// <summary>"reported", "silent" or "page-request".</summary>
    public string Fault { get; init; } = "reported";

    /// <summary>"visible" or "invisible".</summary>
    public string Abort { get; init; } = "invisible";

    /// <summary>Reported faults after which a device is isolated; 0 means never.</summary>
    public int IsolateAfter { get; init; }

    public bool Ats { get; init; }

    /// <summary>"warm" or "cold".</summary>
    public string Iotlb { get; init; } = "warm";
}

/// <summary>One scenario: hardware, software protocol, guest program and bounds, all in plain words.</summary>
internal sealed record ReferenceScenario
{
    public ReferenceHardware Hardware { get; init; } = new();

    public IReadOnlyList<string> Enable { get; init; } = ["discard-dirty", "flush", "set-tracking", "flush"];

    public IReadOnlyList<string> Query { get; init; } = ["test-and-clear-dirty", "flush"];

    /// <summary>The query after the freeze; null means the same as <see cref="Query"/>.</summary>
    public IReadOnlyList<string>? FinalQuery { get; init; }

    /// <summary>The calls of an unmap during a migration, each a list of primitives.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Unmap { get; init; } = [["clear-pte", "flush"]];

    /// <summary>The guest program, such as "dma 0; await 1; unmap 0-1; load 0".</summary>
    public string Guest { get; init; } = "";

    public int Pages { get; init; } = 2;

    public int Devices { get; init; } = 1;

    public int Rounds { get; init; } = 1;

    public bool BigLock { get; init; } = true;

    /// <summary>"clear-then-copy" or "copy-then-clear".</summary>
    public string CopyOrder { get; init; } = "clear-then-copy";

    /// <summary>"host" or "guest".</summary>
    public string Enumerate { get; init; } = "host";

    /// <summary>"guest" or "host".</summary>
    public string Observer { get; init; } = "guest";

    /// <summary>Refuses an unknown word, which would otherwise silently select a default behaviour.</summary>
    public void Validate()
    {
        OneOf(nameof(Hardware.Tracking), Hardware.Tracking, "switch", "always");
        OneOf(nameof(Hardware.DirtyUpdate), Hardware.DirtyUpdate, "revalidate", "blind-or", "write-back");
        OneOf(nameof(Hardware.Drain), Hardware.Drain, "writes", "none");
        OneOf(nameof(Hardware.Fault), Hardware.Fault, "reported", "silent", "page-request");
        OneOf(nameof(Hardware.Abort), Hardware.Abort, "visible", "invisible");
        OneOf(nameof(Hardware.Iotlb), Hardware.Iotlb, "warm", "cold");
        OneOf(nameof(CopyOrder), CopyOrder, "clear-then-copy", "copy-then-clear");
        OneOf(nameof(Enumerate), Enumerate, "host", "guest");
        OneOf(nameof(Observer), Observer, "guest", "host");
        if (Unmap.Count == 0)
        {
            throw new InvalidOperationException("An unmap needs at least one call.");
        }

        if (Pages < 1 || Devices < 1 || Rounds < 0)
        {
            throw new InvalidOperationException("Pages and devices must be at least 1, rounds at least 0.");
        }
    }

    private static void OneOf(string knob, string word, params string[] known)
    {
        if (!known.Contains(word, StringComparer.Ordinal))
        {
            throw new ArgumentException($"{knob}: unknown word '{word}'.", nameof(word));
        }
    }
}
