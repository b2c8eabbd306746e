using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Catalogues;

/// <summary>A user's catalogue file, read on top of what is shipped.</summary>
internal static class UserFile
{
    public static Catalogue Read(string text) => Catalogue.Shipped.With("mine.json", text);

    public static string ErrorOf(string text) => Assert.Throws<InputException>(() => Read(text)).Message;
}
