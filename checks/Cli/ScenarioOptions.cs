using System.CommandLine;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Cli;

/// <summary>
/// The options that say what is checked. A protocol or guest is a catalogue entry's name, or is written inline: a protocol begins
/// with a bracket, a guest program has a space in it.
/// </summary>
internal sealed class ScenarioOptions
{
    private const string DefaultHardware = "vtd", DefaultQuery = "clear-flush";

    private readonly Option<string?> _enable = Text("--enable", "ENABLE",
        "How dirty tracking is switched on: a name or '[...]'. Default: linux, or always-on where tracking is always on.");

    private readonly Option<string?> _query = Text("--query", "QUERY", "The query of each pre-copy round: a name or '[...]'. Default: clear-flush.");
    private readonly Option<string?> _finalQuery = Text("--final-query", "QUERY", "The last query, after the devices stopped. Default: as --query.");
    private readonly Option<Switch?> _bigLock =
        CommonOptions.Word<Switch>("--big-lock", "Whether one lock is held over a whole unmap (on) or over each call (off). Default: on.");

    private readonly Option<CopyOrder?> _copyOrder = CommonOptions.Word<CopyOrder>("--copy-order", "How a page is copied. Default: clear-then-copy.");
    private readonly Option<Enumeration?> _enumerate = CommonOptions.Word<Enumeration>("--enumerate", "Whose page table the queries walk. Default: host.");
    private readonly Option<IotlbStart?> _iotlb = CommonOptions.Word<IotlbStart>("--iotlb", "What the IOTLB holds at the start. Default: the hardware's.");
    private readonly Option<Observer?> _observer =
        CommonOptions.Word<Observer>("--observer", "Who compares outcomes for refines-no-migration. Default: guest.");

    private readonly Option<int?> _pages = CommonOptions.Number("--pages", 1, StateLayout.MaxPages, "Pages of guest RAM, and IOVAs. Default: 2.");
    private readonly Option<int?> _devices = CommonOptions.Number("--devices", 1, StateLayout.MaxDevices, "Devices behind the IOMMU. Default: 1.");
    private readonly Option<int?> _rounds = CommonOptions.Number("--rounds", 0, StateLayout.MaxRounds, "Pre-copy rounds after the first pass. Default: 1.");

    public IEnumerable<Option> All =>
    [
        _enable, _query, _finalQuery, _pages, _devices, _rounds, _bigLock, _copyOrder, _enumerate, _iotlb, _observer,
    ];

    public int PagesOf(ParseResult parse) => parse.GetValue(_pages) ?? 2;

    public int DevicesOf(ParseResult parse) => parse.GetValue(_devices) ?? 1;

    public int RoundsOf(ParseResult parse) => parse.GetValue(_rounds) ?? 1;

    public Observer ObserverOf(ParseResult parse) => parse.GetValue(_observer) ?? Observer.Guest;

    /// <summary>The hardware that a name means, with the options that change it.</summary>
    /// <exception cref="InputException">The name is not known.</exception>
    public HardwareProfile HardwareOf(ParseResult parse, Catalogue catalogue, string? name)
    {
        HardwareProfile hardware = catalogue.Hardware.Find(name ?? DefaultHardware, "--hardware");
        return Adapt(parse, hardware);
    }

    /// <summary>A hardware profile with the options that change it.</summary>
    public HardwareProfile Adapt(ParseResult parse, HardwareProfile hardware) =>
        parse.GetValue(_iotlb) is { } iotlb ? hardware with { Iotlb = iotlb } : hardware;

    /// <summary>The protocol that the options make of an unmap on some hardware.</summary>
    /// <exception cref="InputException">A name is not known, or what is written inline is wrong.</exception>
    public Protocol ProtocolOf(ParseResult parse, Catalogue catalogue, HardwareProfile hardware, UnmapProtocol unmap)
    {
        string enable = hardware.Tracking == DirtyTracking.Always ? "always-on" : "linux";
        return Adapt(parse, catalogue, new()
        {
            Enable = catalogue.FindEnable(enable, "--enable"),
            Query = catalogue.FindQuery(DefaultQuery, "--query"),
            Unmap = unmap,
        });
    }

    /// <summary>A protocol with the options that change it.</summary>
    /// <exception cref="InputException">A name is not known, or what is written inline is wrong.</exception>
    public Protocol Adapt(ParseResult parse, Catalogue catalogue, Protocol protocol) => protocol with
    {
        Enable = parse.GetValue(_enable) is { } enable ? catalogue.FindEnable(enable, "--enable") : protocol.Enable,
        Query = parse.GetValue(_query) is { } query ? catalogue.FindQuery(query, "--query") : protocol.Query,
        FinalQuery = parse.GetValue(_finalQuery) is { } final ? catalogue.FindQuery(final, "--final-query") : protocol.FinalQuery,
        BigLock = parse.GetValue(_bigLock) is { } bigLock ? bigLock == Switch.On : protocol.BigLock,
        CopyOrder = parse.GetValue(_copyOrder) ?? protocol.CopyOrder,
        Enumerate = parse.GetValue(_enumerate) ?? protocol.Enumerate,
    };

    private static Option<string?> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };

    private enum Switch
    {
        On,
        Off,
    }
}
