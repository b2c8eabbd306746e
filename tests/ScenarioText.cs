using System.Globalization;

namespace RaceModel.Tests;

/// <summary>
/// Scenarios as one line: <c>hardware: vtd-ats | iotlb: cold | unmap: [read-dirty][clear-pte, flush] | guest: dma 0; unmap 0</c>.
/// Calls, unmaps and guests are given inline or by their shipped name; what is not given has its default. A primitive of an inline call
/// or unmap may be followed by the mark of a shortened range, which the product writes and does not read.
/// </summary>
internal static class ScenarioText
{
    private const string ShortenedMark = " (last page left out)";

    public static Scenario Parse(string text)
    {
        Dictionary<string, string> fields = text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(field => field.Split(':', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

        HardwareProfile hardware = HardwareOf(fields);
        var scenario = new Scenario
        {
            Hardware = hardware,
            Protocol = ProtocolOf(fields, hardware),
            Guest = GuestOf(fields.Remove("guest", out string? guest) ? guest : "racing"),
            Pages = Take(fields, "pages", Number, 2),
            Devices = Take(fields, "devices", Number, 1),
            Rounds = Take(fields, "rounds", Number, 1),
            Observer = Take(fields, "observer", Member<Observer>, Observer.Guest),
        };

        return fields.Count == 0 ? scenario : throw new ArgumentException($"unknown field '{fields.Keys.First()}' in '{text}'", nameof(text));
    }

    /// <summary>Writes every knob that matters, so that the line can be read back.</summary>
    public static string Write(Scenario scenario)
    {
        HardwareProfile hardware = scenario.Hardware;
        Protocol protocol = scenario.Protocol;
        string finalQuery = protocol.FinalQuery is { } call ? $" | final-query: {call.Text}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            tracking: {Words.Of(hardware.Tracking)} | new-mapping-dirty: {hardware.NewMappingDirty} | dirty-update: {Words.Of(hardware.DirtyUpdate)}
             | drain: {Words.Of(hardware.Drain)} | fault: {Words.Of(hardware.Fault)} | abort: {Words.Of(hardware.Abort)}
             | isolate-after: {hardware.IsolateAfter} | ats: {hardware.Ats} | iotlb: {Words.Of(hardware.Iotlb)}
             | enable: {protocol.Enable.Text} | query: {protocol.Query.Text}{finalQuery} | unmap: {protocol.Unmap.Text}
             | big-lock: {protocol.BigLock} | copy-order: {Words.Of(protocol.CopyOrder)} | enumerate: {Words.Of(protocol.Enumerate)}
             | guest: {scenario.Guest.Text} | pages: {scenario.Pages} | devices: {scenario.Devices} | rounds: {scenario.Rounds}
             | observer: {Words.Of(scenario.Observer)}
            """).ReplaceLineEndings("");
    }

    private static HardwareProfile HardwareOf(Dictionary<string, string> fields)
    {
        HardwareProfile named = Take(fields, "hardware", ShippedEntries.Hardware, new HardwareProfile { Name = "vtd" });
        return named with
        {
            Tracking = Take(fields, "tracking", Member<DirtyTracking>, named.Tracking),
            NewMappingDirty = Take(fields, "new-mapping-dirty", bool.Parse, named.NewMappingDirty),
            DirtyUpdate = Take(fields, "dirty-update", Member<DirtyUpdate>, named.DirtyUpdate),
            Drain = Take(fields, "drain", Member<InvalidationDrain>, named.Drain),
            Fault = Take(fields, "fault", Member<FaultHandling>, named.Fault),
            Abort = Take(fields, "abort", Member<AbortVisibility>, named.Abort),
            IsolateAfter = Take(fields, "isolate-after", Number, named.IsolateAfter),
            Ats = Take(fields, "ats", bool.Parse, named.Ats),
            Iotlb = Take(fields, "iotlb", Member<IotlbStart>, named.Iotlb),
        };
    }

    private static Protocol ProtocolOf(Dictionary<string, string> fields, HardwareProfile hardware) => new()
    {
        Enable = fields.Remove("enable", out string? enable) ? CallOf(enable, ShippedEntries.Enable) : ShippedEntries.DefaultEnable(hardware),
        Query = CallOf(fields.Remove("query", out string? query) ? query : "clear-flush", ShippedEntries.Query),
        FinalQuery = Take<DriverCall?>(fields, "final-query", text => CallOf(text, ShippedEntries.Query), null),
        Unmap = UnmapOf(fields.Remove("unmap", out string? unmap) ? unmap : "plain"),
        BigLock = Take(fields, "big-lock", bool.Parse, true),
        CopyOrder = Take(fields, "copy-order", Member<CopyOrder>, CopyOrder.ClearThenCopy),
        Enumerate = Take(fields, "enumerate", Member<Enumeration>, Enumeration.Host),
    };

    private static DriverCall CallOf(string text, Func<string, DriverCall> shipped) => text[0] == '['
        ? ProtocolText.ParseCall(WithoutMark(text)) with { Name = text, ShortenedPrimitive = MarkedPrimitive(text) }
        : shipped(text);

    private static UnmapProtocol UnmapOf(string text) => text[0] == '['
        ? ProtocolText.ParseUnmap(WithoutMark(text)) with { Name = text, ShortenedPrimitive = MarkedPrimitive(text) }
        : ShippedEntries.Unmap(text);

    private static string WithoutMark(string text) => text.Replace(ShortenedMark, "", StringComparison.Ordinal);

    private static int? MarkedPrimitive(string text) => text.IndexOf(ShortenedMark, StringComparison.Ordinal) is var mark and >= 0
        ? text[..mark].Count(letter => letter is ',' or '[') - 1
        : null;

    private static GuestProgram GuestOf(string text) => text.Contains(' ', StringComparison.Ordinal) ? GuestText.Parse(text) : ShippedEntries.Guest(text);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static TEnum Member<TEnum>(string word) where TEnum : struct, Enum =>
        Words.TryParse(word, out TEnum value) ? value : throw new ArgumentException($"'{word}' is no {typeof(TEnum).Name}", nameof(word));

    private static T Take<T>(Dictionary<string, string> fields, string name, Func<string, T> read, T otherwise) =>
        fields.Remove(name, out string? text) ? read(text) : otherwise;
}
