using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Comparison;

/// <summary>The tables of the whole catalogue: each hardware; each way to query, enable, lock, copy and enumerate; real software.</summary>
internal static class CataloguePlans
{
    /// <param name="catalogue">Where protocols and guests come from.</param>
    /// <param name="hardware">The hardware of the main tables, one each.</param>
    /// <param name="standard">The hardware on which the variants are compared.</param>
    /// <param name="protocolOf">The standard protocol for a hardware and an unmap.</param>
    public static IEnumerable<TablePlan> Of(
        Catalogue catalogue, IEnumerable<HardwareProfile> hardware, HardwareProfile standard, Func<HardwareProfile, UnmapProtocol, Protocol> protocolOf)
    {
        GuestProgram[] guests = [.. catalogue.Guests.Entries];
        foreach (HardwareProfile profile in hardware) yield return Plan(profile.Name, profile, protocol => protocol);

        foreach (DriverCall query in catalogue.Query.Entries)
            yield return Plan($"{standard.Name}, query {query.Name}", standard, protocol => protocol with { Query = query });
        foreach (DriverCall enable in catalogue.Enable.Entries)
            yield return Plan($"{standard.Name}, enable {enable.Name}", standard, protocol => protocol with { Enable = enable });
        yield return Plan($"{standard.Name}, big lock off", standard, protocol => protocol with { BigLock = false });
        yield return Plan($"{standard.Name}, copy-then-clear", standard, protocol => protocol with { CopyOrder = CopyOrder.CopyThenClear });
        yield return Plan($"{standard.Name}, enumerate guest", standard, protocol => protocol with { Enumerate = Enumeration.Guest });
        yield return new("real software", [.. catalogue.Software.Entries.Select(row => new Contender(row.Name, row.Hardware, row.Protocol))], guests);

        TablePlan Plan(string title, HardwareProfile profile, Func<Protocol, Protocol> variant) => new(
            title, [.. catalogue.Unmap.Entries.Select(unmap => new Contender(unmap.Name, profile, variant(protocolOf(profile, unmap))))], guests);
    }
}
