using System.Text;

namespace RaceModel.Tests.Reference;

/// <summary>
/// The canonical key of a state: every variable in a fixed order, one character a number. Lists that grow carry their
/// length in front, so two states have the same key exactly when every variable is equal.
/// </summary>
internal sealed class ReferenceKey
{
    private readonly StringBuilder text = new();

    private ReferenceKey()
    {
    }

    public static string Of(ReferenceState s)
    {
        ReferenceKey key = new();
        key.AddMemory(s);
        key.AddIommu(s);
        key.AddGuest(s);
        key.AddVmm(s);
        return key.text.ToString();
    }

    private void AddMemory(ReferenceState s)
    {
        foreach (ReferenceContent content in s.Ram.Concat(s.Dst))
        {
            Add(content.Writer);
            Add(content.Version);
        }

        foreach (ReferencePte pte in s.Pte)
        {
            Add(pte);
        }
    }

    private void AddIommu(ReferenceState s)
    {
        Add(s.Tracking);
        foreach (ReferenceIotlbEntry entry in s.Iotlb.SelectMany(row => row))
        {
            Add(entry.Valid);
            Add(entry.Page);
            Add(entry.Writable);
            Add(entry.Dirty);
            Add(entry.Tracked);
        }

        foreach (ReferenceDevtlbEntry entry in s.Devtlb.SelectMany(row => row))
        {
            Add(entry.Valid);
            Add(entry.Page);
        }

        Add(s.Faults);
        Add(s.Isolated);
        foreach (ReferenceDma dma in s.Dma)
        {
            Add((int)dma.Phase);
            Add(dma.Page);
            Add(dma.ViaAts);
            Add(dma.FromCache);
            Add(dma.Drain);
            Add(dma.Version);
        }
    }

    private void AddGuest(ReferenceState s)
    {
        Add(s.Pc);
        Add((int)s.Mode);
        Add(s.Gmap);
        Add(s.Gcleared);
        Add(s.Asked);
        Add(s.Acked);
        Add(s.Seen);
        Add(s.Awaits.Count);
        foreach (string status in s.Awaits)
        {
            Add(status == "ok");
        }

        Add(s.Loads.Count);
        Add(s.Loads);
    }

    private void AddVmm(ReferenceState s)
    {
        Add(s.Bmap);
        Add(s.Vmap);
        Add((int)s.Lock);
        Add(s.Started);
        Add(s.DevicesStopped);
        Add((int)s.Stage);
        Add(s.Round);
        Add(s.CopyPosition);
        Add(s.PageInHand);
        Add(s.Migration);
        Add(s.TrapInCall);
        Add(s.TrapRunsPlain);
        Add(s.TrapCall);
        Add(s.Trap);
    }

    private void Add(ReferencePosition position)
    {
        Add(position.Part);
        Add(position.Iova);
        Add(position.StepB);
        Add(position.Register);
        Add(position.Buffer);
    }

    private void Add(ReferencePte pte)
    {
        Add(pte.Present);
        Add(pte.Writable);
        Add(pte.Dirty);
        Add(pte.Page);
    }

    private void Add(IEnumerable<int> numbers)
    {
        foreach (int number in numbers)
        {
            Add(number);
        }
    }

    private void Add(IEnumerable<bool> flags)
    {
        foreach (bool flag in flags)
        {
            Add(flag);
        }
    }

    private void Add(bool flag) => text.Append(flag ? '1' : '0');

    // The smallest number is -1 (none), so every number has a character of its own.
    private void Add(int number) => text.Append((char)('0' + number));
}
