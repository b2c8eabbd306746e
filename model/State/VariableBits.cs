using System.Numerics;
using static RaceModel.StateLayout;

namespace RaceModel;

/// <summary>Finds the bits that some run of a scenario can change; all others keep their initial value for ever.</summary>
internal static class VariableBits
{
    public static State Of(CompiledScenario scenario)
    {
        State mask = default;
        GuestProgram guest = scenario.Scenario.Guest;
        bool maps = guest.Has(GuestOpKind.Map);
        int writers = BitsFor(scenario.Dmas.Length);

        for (int page = 0; page < scenario.Pages; page++)
        {
            Add(ref mask, RamWriter(page), writers);
            Add(ref mask, RamVersion(page), writers);
            Add(ref mask, DestinationWriter(page), writers);
            Add(ref mask, DestinationVersion(page), writers);
            if (guest.Has(GuestOpKind.Await)) Add(ref mask, Acknowledged(page), writers);
            if (guest.Has(GuestOpKind.Load)) Add(ref mask, Seen(page), writers);
            Add(ref mask, MigrationBitmap(page));
            Add(ref mask, ReportBuffer(VmmThread.Migration, page));
            Add(ref mask, ReportBuffer(VmmThread.Trap, page));
        }

        for (int iova = 0; iova < scenario.Pages; iova++)
        {
            // An entry's page can become 0 (a zeroed entry), and what it holds can be any page only if the guest maps.
            Add(ref mask, Pte(iova));
            Add(ref mask, GuestMapping(iova));
            Add(ref mask, Asked(iova));
            if (maps) Add(ref mask, VmmMapping(iova));
            if (scenario.QueriesWalkGuestTable) Add(ref mask, GuestCleared(iova));
            for (int device = 0; device < scenario.Devices; device++)
            {
                Add(ref mask, Iotlb(device, iova));
                if (scenario.Hardware.Ats) Add(ref mask, DeviceTlb(device, iova));
            }
        }

        AddGuestAndThreads(ref mask, scenario);
        return mask;
    }

    private static void AddGuestAndThreads(ref State mask, CompiledScenario scenario)
    {
        ReadOnlySpan<CompiledGuestOp> program = scenario.GuestProgram;
        Add(ref mask, GuestPosition, BitsFor(program.Length));
        Add(ref mask, StateLayout.GuestMode);
        foreach (CompiledGuestOp op in program)
        {
            if (op.Kind == GuestOpKind.Await) Add(ref mask, AwaitFailed(op.Ordinal));
            if (op.Kind == GuestOpKind.Load) Add(ref mask, Loaded(op.Ordinal), BitsFor(scenario.Dmas.Length));
        }

        for (int dma = 0; dma < scenario.Dmas.Length; dma++) Add(ref mask, Dma(dma));
        for (int device = 0; scenario.CountsFaults && device < scenario.Devices; device++)
        {
            Add(ref mask, Faults(device));
            Add(ref mask, Isolated(device));
        }

        Add(ref mask, StateLayout.ThreadPosition(VmmThread.Migration));
        Add(ref mask, StateLayout.ThreadPosition(VmmThread.Trap));
        Add(ref mask, Tracking);
        Add(ref mask, Started);
        Add(ref mask, Stopped);
        Add(ref mask, StateLayout.Lock);
    }

    private static void Add(ref State mask, Field field) => mask[field.Word] |= field.Mask;

    private static void Add(ref State mask, Field field, int lowBits) => Add(ref mask, field with { Width = Math.Min(lowBits, field.Width) });

    private static int BitsFor(int largest) => 64 - BitOperations.LeadingZeroCount((ulong)largest);
}
