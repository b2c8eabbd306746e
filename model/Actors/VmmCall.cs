namespace RaceModel;

/// <summary>What both threads of the VMM do alike in a call: take the lock, walk, invalidate, wait, return.</summary>
internal static class VmmCall
{
    /// <summary>Takes the next step of an instruction that acts once and hands on to its successor.</summary>
    public static bool TryStep<TProbe>(ref Machine<TProbe> m, CallRange range, VmmInstruction instruction, int index) where TProbe : struct, IProbe
    {
        switch (instruction.Operation)
        {
            case VmmOperation.Enter:
                if (m.Locked) return m.Blocked("the lock is taken");
                m.Took(range.Actor, Rule.Enter);
                m.Locked = true;
                break;
            case VmmOperation.SetTracking:
                m.Took(range.Actor, Rule.SetTracking, primitive: instruction.Primitive);
                m.Tracking = true;
                break;
            case VmmOperation.InvalidateIotlb:
                KernelPath.InvalidateIotlb(ref m, range, instruction.Primitive);
                break;
            case VmmOperation.InvalidateDeviceTlb:
                KernelPath.InvalidateDeviceTlb(ref m, range, instruction.Primitive);
                break;
            case VmmOperation.Wait:
                if (!KernelPath.TryWait(ref m, range, instruction.Primitive)) return false;
                break;
            default:
                m.Took(range.Actor, Rule.Return);
                KernelPath.MergeReport(ref m, range.Thread);
                if (instruction.Operation == VmmOperation.ReturnAndUnlock) m.Locked = false;
                break;
        }

        m.SetPosition(range.Thread, ThreadPosition.At(index + 1));
        return true;
    }

    /// <summary>Visits one entry of a walk and moves on: to the entry's second step, to the next entry, or to the next instruction.</summary>
    public static void Visit<TProbe>(
        ref Machine<TProbe> m, CallRange range, Primitive primitive, int iova, ThreadPosition entryPosition, ThreadPosition position)
        where TProbe : struct, IProbe
    {
        IoPageTableEntry before = m.Pte(iova);
        if (!KernelPath.Visit(ref m, range, primitive, iova, position))
        {
            bool keepsEntry = primitive != Primitive.LoadStoreClearPte;
            if (!position.Halfway) m.SetPosition(range.Thread, entryPosition.HalfwayWith(keepsEntry ? before : IoPageTableEntry.Zero));
        }
        else
        {
            m.SetPosition(range.Thread, iova == range.Last
                ? ThreadPosition.At(entryPosition.Instruction + 1)
                : ThreadPosition.At(entryPosition.Instruction, entryPosition.Cursor + 1));
        }
    }
}
